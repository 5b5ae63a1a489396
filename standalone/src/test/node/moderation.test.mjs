import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, refused, sameMembers, userIds } from './stage.mjs';

/** A call that john is a member of and in. */
async function callWithJohnIn() {
  const stage = new Stage();
  await stage.users('host', 'john', 'jack');
  await stage.create('default', 'c', { members: [stage.member('john')] });
  const call = stage.call('default', 'c');
  const path = stage.path('default', 'c');
  assert.equal((await stage.app('john').join(path)).status, 201);
  return { stage, call, path };
}

const participants = async (call) => (await call.queryCallParticipants()).participants.map(({ user }) => user.id);

test('a blocked user is thrown out, stays a member, and comes back once unblocked', async () => {
  const { stage, call, path } = await callWithJohnIn();

  const answer = await call.blockUser({ user_id: stage.id('john') });

  assert.equal(answer.metadata.responseCode, 201);
  const blocked = await call.get();
  assert.deepEqual(blocked.call.blocked_user_ids, stage.ids('john'));
  assert.deepEqual(userIds(blocked), stage.ids('john'));
  assert.deepEqual(await participants(call), []);
  assert.equal((await stage.app('john').join(path)).status, 403);
  await call.unblockUser({ user_id: stage.id('john') });
  assert.deepEqual((await call.get()).call.blocked_user_ids, []);
  assert.equal((await stage.app('john').join(path)).status, 201);
});

test('a kicked user is out and may come back unless he is blocked too', async () => {
  const { stage, call, path } = await callWithJohnIn();

  await call.kickUser({ user_id: stage.id('john'), kicked_by_id: stage.id('host') });
  assert.deepEqual(await participants(call), []);
  assert.equal((await stage.app('john').join(path)).status, 201);

  await call.kickUser({ user_id: stage.id('john'), block: true });
  assert.deepEqual(await participants(call), []);
  assert.equal((await stage.app('john').join(path)).status, 403);
});

test('users are muted by name or all at once', async () => {
  const { stage, call } = await callWithJohnIn();

  const named = await call.muteUsers({ user_ids: stage.ids('john', 'jack'), audio: true, muted_by_id: stage.id('host') });
  const all = await call.muteUsers({ mute_all_users: true, audio: true, video: true, screenshare: true });

  assert.equal(named.metadata.responseCode, 201);
  assert.equal(all.metadata.responseCode, 201);
  await refused(400, 4, call.muteUsers({ audio: true }));
  await refused(400, 4, call.muteUsers({ user_ids: stage.ids('john') }));
});

test('permissions are taken from one user and given back', async () => {
  const { stage, call, path } = await callWithJohnIn();
  const may = async (name) => (await stage.app(name).get(path)).body.own_capabilities;
  const sends = (capabilities) => capabilities.filter((each) => ['send-audio', 'send-video'].includes(each));

  await call.updateUserPermissions({ user_id: stage.id('john'), revoke_permissions: ['send-audio', 'send-video'] });
  assert.deepEqual(sends(await may('john')), []);
  assert.equal(sends(await may('jack')).length, 2);

  await call.updateUserPermissions({ user_id: stage.id('john'), grant_permissions: ['send-audio'] });
  assert.deepEqual(sends(await may('john')), ['send-audio']);
  const text = await refused(400, 4, call.updateUserPermissions({
    user_id: stage.id('john'), grant_permissions: ['send-video', 'end-call'] }));
  assert.ok(text.includes('end-call'), text);
  assert.deepEqual(sends(await may('john')), ['send-audio'], 'one wrong permission fails the whole request');
});

test('a deleted call is answered once more and then gone, and its id is free', async () => {
  const { stage, call, path } = await callWithJohnIn();

  const deleted = await call.delete({ hard: false });

  assert.equal(deleted.metadata.responseCode, 201);
  assert.equal(deleted.call.cid, stage.cid('default', 'c'));
  assert.equal(deleted.task_id ?? null, null);
  const text = await refused(404, 16, call.get());
  assert.ok(text.includes(`Can't find call with id ${stage.cid('default', 'c')}`), text);
  await refused(404, 16, call.update({ custom: {} }));
  await refused(404, 16, call.delete());
  assert.deepEqual(await stage.findMine({}), []);
  assert.equal((await stage.app('john').join(path)).status, 404);
  const again = await stage.create('default', 'c');
  assert.equal(again.created, true);
  sameMembers(userIds(again), []);
});
