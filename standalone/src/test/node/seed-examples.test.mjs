// The examples of the user's own document, with its ids. Where the document's code would not even parse or names a
// method that this SDK does not have, the nearest working line is used.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { callIds, connect, refused, userIds } from './stage.mjs';

const client = connect();
const newCall = () => client.video.call('default', randomUUID());

before(() =>
  client.upsertUsers(['john', 'jack', 'sara', 'emily', 'myself', 'my friend'].map((id) => ({ id }))));

test('the document creates its first call, then upserts it', async () => {
  const callType = 'default';
  const callId = 'my-first-call';
  const call = client.video.call(callType, callId);
  await call.create({ data: { created_by_id: 'john' } });

  const again = await call.create({
    data: {
      created_by_id: 'john',
      // Call members need to be existing users
      members: [{ user_id: 'john', role: 'admin' }, { user_id: 'jack' }],
      custom: {
        color: 'blue',
      },
    },
  });

  assert.equal(again.created, false);
  assert.equal(again.call.cid, 'default:my-first-call');
});

test('the document creates a call with members and custom data', async () => {
  const answer = await newCall().getOrCreate({
    data: {
      created_by_id: 'john',
      members: [{ user_id: 'john', role: 'admin' }, { user_id: 'jack' }],
      custom: { color: 'blue' },
    },
  });

  assert.equal(answer.created, true);
  assert.deepEqual(userIds(answer), ['jack', 'john']);
  assert.deepEqual(answer.call.custom, { color: 'blue' });
});

test('the document names a new creator by mail address and makes them a member', async () => {
  const sacha = `sacha+${randomUUID()}@getstream.io`;

  const answer = await newCall().getOrCreate({
    data: { created_by_id: sacha, members: [{ role: 'admin', user_id: sacha }], custom: { color: 'blue' } },
  });

  assert.equal(answer.call.created_by.id, sacha);
  assert.deepEqual(userIds(answer), [sacha]);
});

test('the document rings and notifies members', async () => {
  const data = { created_by_id: 'myself', members: [{ user_id: 'myself' }, { user_id: 'my friend' }] };

  const rung = await client.video.call('default', 'test-outgoing-call').getOrCreate({ ring: true, data });
  const notified = await newCall().getOrCreate({ notify: true, data });

  assert.deepEqual(userIds(rung), ['my friend', 'myself']);
  assert.deepEqual(userIds(notified), ['my friend', 'myself']);
});

test('the document updates settings and custom data', async () => {
  const call = newCall();
  await call.create({ data: { created_by_id: 'john', custom: { color: 'blue' } } });

  await call.update({
    settings_override: {
      audio: { mic_default_on: true, default_device: 'speaker' },
    },
  });
  await call.update({ custom: { color: 'red' } });

  const updated = (await call.get()).call;
  assert.deepEqual(updated.custom, { color: 'red' });
  assert.equal(updated.settings.audio.mic_default_on, true);
  assert.equal(updated.settings.audio.default_device, 'speaker');
});

test('the document manages call members', async () => {
  const call = newCall();
  await call.create({ data: { created_by_id: 'john' } });

  const answer = await call.updateCallMembers({
    update_members: [{ user_id: 'sara' }, { user_id: 'emily', role: 'admin' }],
  });
  await call.updateCallMembers({ remove_members: ['sara'] });

  assert.deepEqual(userIds(answer), ['sara', 'emily']);
  assert.deepEqual(userIds(await call.get()), ['emily']);
});

test('the document ends a call', async () => {
  const call = newCall();
  await call.create({ data: { created_by_id: 'john' } });

  await call.end();

  assert.ok((await call.get()).call.ended_at instanceof Date);
});

test('the document pages through calls and asks for live, upcoming and ongoing ones', async () => {
  const call = newCall();
  for (const each of [call, newCall(), newCall()]) {
    await each.create({ data: { created_by_id: 'john', starts_at: new Date(Date.now() + 7_200_000) } });
  }
  const queryCallsReq = { sort: [{ field: 'starts_at', direction: -1 }], limit: 2 };
  const response = await client.video.queryCalls(queryCallsReq);
  const second = await client.video.queryCalls({ ...queryCallsReq, next: response.next });
  assert.equal(response.calls.length, 2);
  assert.ok(second.calls.length > 0);
  assert.deepEqual(callIds(second).filter((id) => callIds(response).includes(id)), []);

  const mins30 = 1000 * 60 * 30;
  const inNext30mins = new Date(Date.now() + mins30);
  const ask = async (filter) =>
    callIds(await client.video.queryCalls({ filter_conditions: { ...filter, cid: call.cid } }));
  assert.deepEqual(await ask({ backstage: { $eq: false } }), [call.id]);
  assert.deepEqual(await ask({ starts_at: { $gt: inNext30mins.toISOString() } }), [call.id]);
  assert.deepEqual(await ask({ starts_at: { $gt: '2024-05-10T09:09:03.584Z' } }), [call.id]);
  assert.deepEqual(await ask({ ongoing: { $eq: true } }), [], 'nobody joined');
});

test('the document queries members', async () => {
  const call = newCall();
  await call.create({
    data: { created_by_id: 'john', members: [{ user_id: 'john', role: 'admin' }, { user_id: 'jack' }, { user_id: 'sara' }] },
  });
  const queryMembersReq = { sort: [{ field: 'user_id', direction: 1 }], limit: 2 };

  assert.deepEqual(userIds(await call.queryMembers()), ['jack', 'john', 'sara']);
  // The document wraps the query in `payload`; this SDK leaves that out of the request and asks for the default list.
  assert.deepEqual(userIds(await call.queryMembers({ payload: queryMembersReq })), ['jack', 'john', 'sara']);
  const response = await call.queryMembers(queryMembersReq);
  const second = await call.queryMembers({ ...queryMembersReq, next: response.next });
  const admins = await call.queryMembers({ filter_conditions: { role: { $eq: 'admin' } } });
  assert.deepEqual([userIds(response), userIds(second), userIds(admins)], [['jack', 'john'], ['sara'], ['john']]);
});

test('the document combines conditions and searches custom membership data', async () => {
  const call = newCall();
  await call.create({
    data: {
      created_by_id: 'john',
      custom: { key: 2, some_other_key: 10 },
      members: [{ user_id: 'jack', custom: { color: 'red' } }, { user_id: 'sara' }],
    },
  });
  const ask = async (filter) =>
    callIds(await client.video.queryCalls({ filter_conditions: { ...filter, cid: call.cid } }));

  assert.deepEqual(await ask({ $and: [{ 'custom.key': { $in: [1, 2, 4] } }, { 'custom.some_other_key': 10 }] }), [call.id]);
  assert.deepEqual(await ask({ $and: [{ 'custom.key': { $in: [1, 4] } }, { 'custom.some_other_key': 10 }] }), []);
  assert.deepEqual(await ask({ $or: [{ 'custom.key': { $in: [1, 4] } }, { 'custom.some_other_key': 10 }] }), [call.id]);
  assert.deepEqual(await ask({ $or: [{ 'custom.key': { $in: [1, 4] } }, { 'custom.some_other_key': 11 }] }), []);
  const red = await call.queryMembers({ filter_conditions: { 'custom.color': { $eq: 'red' } } });
  assert.deepEqual(userIds(red), ['jack']);
});

test('the document limits the duration of a call, extends it and lifts the limit', async () => {
  const call = newCall();
  const limit = (max_duration_seconds) => ({ settings_override: { limits: { max_duration_seconds } } });
  const seconds = (answer) => answer.call.settings.limits.max_duration_seconds;

  const created = await call.getOrCreate({ data: { created_by_id: 'john', ...limit(3600) } });
  assert.equal(seconds(created), 3600);
  assert.equal(seconds(await call.update(limit(seconds(created) + 300))), 3900);
  assert.equal(seconds(await call.update(limit(0))), 0);
});

test('the document sends a custom event', async () => {
  const call = newCall();
  await call.create({ data: { created_by_id: 'john' } });

  const answer = await call.sendCallEvent({
    custom: {
      'render-animation': 'balloons',
    },
    user_id: 'john',
  });

  assert.equal(answer.metadata.responseCode, 201);
  await refused(400, 4, call.sendCallEvent({ custom: { 'render-animation': 'balloons' } }));
});

test('the document pins a video for everyone and unpins it', async () => {
  const call = newCall();
  await call.create({ data: { created_by_id: 'john' } });

  const pinned = await call.videoPin({ session_id: 'session-id', user_id: 'user-id-to-pin' });
  const unpinned = await call.videoUnpin({ session_id: 'session-id', user_id: 'user-id-to-unpin' });

  assert.deepEqual([pinned.metadata.responseCode, unpinned.metadata.responseCode], [201, 201]);
});
