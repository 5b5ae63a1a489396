import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, refused, sameMembers } from './stage.mjs';

async function stageWithCall(type = 'default', data = {}) {
  const stage = new Stage();
  await stage.users('host', 'john', 'jack');
  await stage.create(type, 'c', { members: [stage.member('host'), stage.member('john'), stage.member('jack')], ...data });
  return { stage, call: stage.call(type, 'c'), path: stage.path(type, 'c') };
}

async function joined(stage, name, path) {
  const answer = await stage.app(name).join(path);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

test('a session lasts from the first who joins to the last who leaves, and the next one is another', async () => {
  const { stage, call, path } = await stageWithCall();

  await joined(stage, 'john', path);
  await joined(stage, 'jack', path);
  const running = (await call.get()).call;
  assert.ok(running.session.started_at instanceof Date);
  assert.equal(running.session.id, running.current_session_id);
  assert.deepEqual(running.session.participants_count_by_role, { user: 2 });
  assert.deepEqual(await stage.findMine({ ongoing: { $eq: true } }), [stage.id('c')]);

  await stage.app('john').post(`${path}/leave`, {});
  await stage.app('jack').post(`${path}/leave`, {});
  assert.equal((await call.get()).call.current_session_id, '');
  assert.deepEqual(await stage.findMine({ ongoing: true }), []);

  await joined(stage, 'john', path);
  const next = (await call.get()).call.current_session_id;
  assert.ok(next && next !== running.session.id, next);
});

test('participants are queried, filtered and limited', async () => {
  const { stage, call, path } = await stageWithCall();
  const { user_session_id } = await joined(stage, 'john', path);
  await joined(stage, 'jack', path);

  const all = await call.queryCallParticipants();
  const john = await call.queryCallParticipants({ filter_conditions: { user_id: { $in: stage.ids('john', 'nobody') } } });
  const one = await call.queryCallParticipants({ limit: 1 });

  assert.equal(all.metadata.responseCode, 201);
  assert.equal(all.total_participants, 2);
  sameMembers(all.participants.map(({ user }) => user.id), stage.ids('john', 'jack'));
  assert.deepEqual(john.participants.map((each) => each.user_session_id), [user_session_id]);
  assert.ok(john.participants[0].joined_at instanceof Date);
  assert.equal(one.participants.length, 1);
  assert.equal(one.call.cid, stage.cid('default', 'c'));
});

test('a session is reported on, running and past', async () => {
  const { stage, call, path } = await stageWithCall();
  await refused(404, 16, call.getCallReport());
  await joined(stage, 'john', path);
  const session_id = (await call.get()).call.current_session_id;
  assert.equal((await call.getCallReport()).session_id, session_id);
  await call.end();

  const report = await call.getCallReport({ session_id });

  assert.equal(report.metadata.responseCode, 200);
  assert.equal(report.session_id, session_id);
  assert.ok(report.report.call.started_at && report.report.call.ended_at);
  assert.equal(report.report.participants.sum, 1);
  await refused(404, 16, call.getCallReport({ session_id: 'none' }));
});

test('a server gives feedback without naming a user', async () => {
  const { call } = await stageWithCall();

  const answer = await call.collectUserFeedback({ rating: 5, sdk: 'node', sdk_version: '0.7.64', reason: 'fine', custom: { a: 1 } });

  assert.equal(answer.metadata.responseCode, 201);
  for (const rating of [0, 6]) await refused(400, 4, call.collectUserFeedback({ rating, sdk: 'node', sdk_version: '1' }));
});

test('flags and the endpoint ring members, who answer', async () => {
  const { stage, call, path } = await stageWithCall();
  await stage.users('zoe');
  const { video } = stage.client;

  await video.getCall({ type: 'default', id: stage.id('c'), notify: true });
  assert.equal((await call.get()).call.session, null, 'a notification opens no session');
  await video.getCall({ type: 'default', id: stage.id('c'), ring: true, video: true });
  const ringing = (await call.get()).call.session;
  assert.equal(ringing.started_at, null);

  await stage.app('john').post(`${path}/accept`);
  await stage.app('jack').post(`${path}/reject`, { reason: 'decline' });
  const { session } = (await call.get()).call;
  assert.deepEqual(Object.keys(session.accepted_by), stage.ids('john'));
  assert.deepEqual(Object.keys(session.rejected_by), stage.ids('jack'));
  await joined(stage, 'john', path);
  const rung = await call.ring();
  assert.deepEqual(rung.members_ids, stage.ids('jack'), 'neither the caller nor who is in');
  assert.deepEqual((await call.ring({ members_ids: stage.ids('jack'), video: true })).members_ids, stage.ids('jack'));
  await refused(400, 4, call.ring({ members_ids: stage.ids('zoe') }));
});

test('ringing a call with nobody to ring is refused in these words', async () => {
  const stage = new Stage();
  await stage.create('default', 'c', { members: [stage.member('host')] });

  assert.equal(await refused(400, 4, stage.call('default', 'c').ring()), 'RingCall failed with error: "no users to ring"');
});

test('going live lets viewers in and stopping keeps new ones out', async () => {
  const { stage, call, path } = await stageWithCall('livestream', { members: [] });
  assert.equal((await stage.app('john').join(path)).status, 403);

  const live = await call.goLive();
  assert.equal(live.metadata.responseCode, 201);
  assert.equal(live.call.backstage, false);
  await joined(stage, 'john', path);
  assert.ok((await call.get()).call.session.live_started_at instanceof Date);
  assert.deepEqual(await stage.findMine({ backstage: { $eq: false } }), [stage.id('c')]);

  assert.equal((await call.stopLive()).call.backstage, true);
  assert.equal((await stage.app('jack').join(path)).status, 403);
});

test('viewers are let in shortly before the start', async () => {
  const { stage, call, path } = await stageWithCall('livestream', {
    members: [],
    starts_at: new Date(Date.now() + 3_600_000),
    settings_override: { backstage: { enabled: true, join_ahead_time_seconds: 600 } },
  });
  assert.equal((await call.get()).call.join_ahead_time_seconds, 600);
  assert.equal((await stage.app('john').join(path)).status, 403);

  await call.update({ starts_at: new Date(Date.now() + 300_000) });

  await joined(stage, 'john', path);
});

test('a session timer follows the limit', async () => {
  const { stage, call, path } = await stageWithCall();
  await joined(stage, 'john', path);
  const limit = async (max_duration_seconds) =>
    (await call.update({ settings_override: { limits: { max_duration_seconds } } })).call.session;

  const { started_at, timer_ends_at } = await limit(3600);
  assert.ok(Math.abs(timer_ends_at - started_at - 3_600_000) <= 1, `${started_at} ${timer_ends_at}`);
  assert.equal((await limit(0)).timer_ends_at, null);
});

test('when the time runs out everybody is out and the call is marked ended', async () => {
  const { stage, call, path } = await stageWithCall('default', { settings_override: { limits: { max_duration_seconds: 1 } } });
  await joined(stage, 'john', path);

  const giveUp = Date.now() + 30_000;
  while ((await call.get()).call.ended_at === null) assert.ok(Date.now() < giveUp, 'the call ends by itself');

  assert.deepEqual((await call.queryCallParticipants()).participants, []);
});
