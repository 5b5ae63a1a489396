import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, refused } from './stage.mjs';

/** A call that john was in with two devices and jack with one, and that is over; it was rated twice. */
async function heldAndRated() {
  const stage = new Stage();
  await stage.users('host', 'john', 'jack');
  await stage.create('default', 'c');
  const path = stage.path('default', 'c');
  for (const name of ['john', 'john', 'jack']) {
    const joined = await stage.app(name).join(path);
    assert.equal(joined.status, 201, JSON.stringify(joined.body));
  }
  const call = stage.call('default', 'c');
  const session_id = (await call.get()).call.current_session_id;
  await call.end();
  for (const [rating, reason] of [[2, 'echo'], [5, 'fine']]) {
    await call.collectUserFeedback({ rating, reason, sdk: 'node', sdk_version: '0.7.64', custom: { room: 7 } });
  }
  return { stage, call, session_id, cid: stage.cid('default', 'c'), video: stage.client.video };
}

test('a report counts users once, joins each, and ratings', async () => {
  const { call } = await heldAndRated();

  const { report } = await call.getCallReport();

  assert.deepEqual(report.participants, { sum: 3, unique: 2, max_concurrent: 3 });
  assert.deepEqual(report.user_ratings, { average: 3.5, count: 2 });
  assert.equal(report.call.score, 0);
});

test('call stats summarise the sessions of a call', async () => {
  const { call, session_id, cid, video } = await heldAndRated();

  const answer = await video.queryCallStats({ filter_conditions: { call_cid: cid }, sort: [{ field: 'created_at', direction: -1 }] });

  assert.equal(answer.metadata.responseCode, 201);
  assert.equal(answer.reports.length, 1);
  const [summary] = answer.reports;
  assert.equal(summary.call_session_id, session_id);
  assert.equal(summary.call_status, 'ended');
  assert.equal(summary.min_user_rating, 2);
  const { started_at } = (await call.get()).call.session;
  assert.ok(Math.abs(new Date(summary.first_stats_time) - started_at) <= 1, `${summary.first_stats_time} ${started_at}`);
  const good = { call_cid: cid, min_user_rating: { $gte: 4 } };
  assert.deepEqual((await video.queryCallStats({ filter_conditions: good })).reports, []);
});

test('session stats count devices and users apart', async () => {
  const { stage, session_id, cid, video } = await heldAndRated();

  const { call_stats } = await video.queryCallSessionStats({ filter_conditions: { call_cid: { $in: [cid] }, is_active: false } });

  assert.equal(call_stats.length, 1);
  assert.equal(call_stats[0].call_id, stage.id('c'));
  assert.equal(call_stats[0].call_session_id, session_id);
  assert.deepEqual(call_stats[0].counts, {
    live_sessions: 0, sessions: 3, participants: 2, peak_concurrent_sessions: 3, peak_concurrent_users: 2,
    publishers: 0, sfus_used: 0, min_user_rating: 2, avg_user_rating: 3.5,
  });
});

test('feedback is filtered, sorted and paged', async () => {
  const { session_id, cid, video } = await heldAndRated();
  const filter_conditions = { call_cid: cid, session_id };
  const sort = [{ field: 'rating', direction: 1 }];

  const first = await video.queryUserFeedback({ filter_conditions, sort, limit: 1, full: true });
  const second = await video.queryUserFeedback({ filter_conditions, sort, limit: 1, next: first.next });
  const low = await video.queryUserFeedback({ filter_conditions: { call_cid: cid, rating: { $lte: 2 } } });

  assert.deepEqual(first.user_feedback, [{
    cid, session_id, user_id: '', rating: 2, reason: 'echo', sdk: 'node', sdk_version: '0.7.64', custom: { room: 7 },
    platform: { browser: {}, device: {}, os: {} },
  }]);
  assert.deepEqual(second.user_feedback.map(({ rating }) => rating), [5]);
  assert.equal(second.next, undefined);
  assert.deepEqual(low.user_feedback.map(({ reason }) => reason), ['echo']);
  await refused(400, 4, video.queryUserFeedback({ filter_conditions: { mood: 'good' } }));
});

test('what is going on is counted', async () => {
  const stage = new Stage();
  await stage.users('host', 'john');
  await stage.create('default', 'c');
  await stage.app('john').join(stage.path('default', 'c'));

  const { summary, start_time, end_time } = await stage.client.video.getActiveCallsStatus();

  assert.ok(summary.active_calls >= 1 && summary.participants >= summary.active_calls, JSON.stringify(summary));
  assert.deepEqual(start_time, end_time);
});
