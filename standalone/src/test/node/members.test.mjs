import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, assertNear, awaitAfter, userIds } from './stage.mjs';

async function callWithHost(...others) {
  const stage = new Stage();
  await stage.users('host', ...others);
  await stage.create('default', 'c', { members: [stage.member('host')] });
  return [stage, stage.call('default', 'c')];
}

test('added members are answered in the order of the request', async () => {
  const [stage, call] = await callWithHost('sara', 'emily', 'adam');
  const before = Date.now();

  const answer = await call.updateCallMembers({
    update_members: [
      stage.member('sara'),
      stage.member('emily', { role: 'admin' }),
      stage.member('adam', { role: 'speaker', custom: { seat: 7 } }),
    ],
  });

  assert.equal(answer.metadata.responseCode, 201);
  assert.deepEqual(userIds(answer), stage.ids('sara', 'emily', 'adam'));
  assert.deepEqual(answer.members.map((member) => member.role), [undefined, 'admin', 'speaker']);
  assert.deepEqual(answer.members[2].custom, { seat: 7 });
  assertNear(answer.members[0].created_at, before, 'created_at');
  assert.deepEqual(userIds(await call.get()), stage.ids('adam', 'emily', 'sara', 'host'), 'the newest first, then by id');
});

test("a member's role and custom data can be changed", async () => {
  const [stage, call] = await callWithHost('sara');
  const added = (await call.updateCallMembers({ update_members: [stage.member('sara')] })).members[0];
  awaitAfter(added.updated_at);

  const answer = await call.updateCallMembers({
    update_members: [stage.member('sara', { role: 'admin', custom: { color: 'red' } })],
  });

  const changed = answer.members[0];
  assert.equal(changed.role, 'admin');
  assert.deepEqual(changed.custom, { color: 'red' });
  assert.deepEqual(changed.created_at, added.created_at, 'the same membership');
  assert.ok(changed.updated_at > added.updated_at);
  const { members } = await call.get();
  assert.deepEqual(members.find((member) => member.user_id === stage.id('sara')), changed);
  assert.equal(members.length, 2);
});

test('removed members are gone', async () => {
  const [stage, call] = await callWithHost('sara', 'emily');
  await call.updateCallMembers({ update_members: [stage.member('sara'), stage.member('emily')] });

  const answer = await call.updateCallMembers({ remove_members: stage.ids('sara') });

  assert.deepEqual(answer.members, []);
  assert.deepEqual(userIds(await call.get()), stage.ids('emily', 'host'));
});

test('one request can add and remove members', async () => {
  const [stage, call] = await callWithHost('sara', 'emily');
  await call.updateCallMembers({ update_members: [stage.member('sara')] });

  const answer = await call.updateCallMembers({
    update_members: [stage.member('emily')],
    remove_members: stage.ids('sara'),
  });

  assert.deepEqual(userIds(answer), stage.ids('emily'));
  assert.deepEqual(userIds(await call.get()), stage.ids('emily', 'host'));
});
