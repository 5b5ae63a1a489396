import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, userIds } from './stage.mjs';

async function callWithFive() {
  const stage = new Stage();
  await stage.users('a', 'b', 'c', 'd', 'e', 'added');
  const members = [
    stage.member('c', { role: 'admin' }),
    stage.member('a'),
    stage.member('e', { role: 'speaker' }),
    stage.member('b', { role: 'admin' }),
    stage.member('d'),
  ];
  await stage.create('default', 'c', { members });
  const call = stage.call('default', 'c');
  const find = async (filter_conditions) =>
    userIds(await call.queryMembers({ filter_conditions, sort: [{ field: 'user_id', direction: 1 }] }));
  return { stage, call, find };
}

test('the default list of members has the newest first', async () => {
  const { stage, call } = await callWithFive();
  await call.updateCallMembers({ update_members: [stage.member('added')] });

  const answer = await call.queryMembers();

  assert.deepEqual(userIds(answer), stage.ids('added', 'a', 'b', 'c', 'd', 'e'));
  assert.deepEqual(answer.members, (await call.get()).members);
  assert.equal(answer.next ?? null, null);
});

test('members are found by role and user id', async () => {
  const { stage, find } = await callWithFive();

  assert.deepEqual(await find({ role: { $eq: 'admin' } }), stage.ids('b', 'c'));
  assert.deepEqual(await find({ role: 'speaker' }), stage.ids('e'));
  assert.deepEqual(await find({ user_id: stage.id('d') }), stage.ids('d'));
  assert.deepEqual(await find({ user_id: { $in: stage.ids('e', 'a', 'stranger') } }), stage.ids('a', 'e'));
  assert.deepEqual(await find({ role: 'admin', user_id: stage.id('b') }), stage.ids('b'));
  assert.deepEqual(await find({ role: 'nobody' }), []);
});

test('changes of members are found at once', async () => {
  const { stage, call, find } = await callWithFive();

  await call.updateCallMembers({ update_members: [stage.member('added', { role: 'admin' })] });
  assert.deepEqual(await find({ role: 'admin' }), stage.ids('added', 'b', 'c'));

  await call.updateCallMembers({ update_members: [stage.member('b', { role: 'speaker' })] });
  assert.deepEqual(await find({ role: 'admin' }), stage.ids('added', 'c'));

  await call.updateCallMembers({ remove_members: stage.ids('added') });
  assert.deepEqual(await find({ role: 'admin' }), stage.ids('c'));
});

test('pages of members sorted by user id follow each other', async () => {
  const { stage, call } = await callWithFive();
  const query = { sort: [{ field: 'user_id', direction: -1 }], limit: 2 };

  const first = await call.queryMembers(query);
  const second = await call.queryMembers({ ...query, next: first.next });
  const last = await call.queryMembers({ limit: 2, next: second.next });

  assert.deepEqual(userIds(first), stage.ids('e', 'd'));
  assert.deepEqual(userIds(second), stage.ids('c', 'b'));
  assert.deepEqual(userIds(last), stage.ids('a'));
  assert.equal(last.next ?? null, null);
});
