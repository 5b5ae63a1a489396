import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, assertNear, refused } from './stage.mjs';

test('upserting users answers every user under its id', async () => {
  const stage = new Stage();
  const before = Date.now();
  const [john, friend] = [stage.id('john'), stage.id('my friend')];
  const mail = `sacha.${stage.id('getstream')}@example.com`;
  const custom = { born: '1990-01-02T03:04:05Z', level: 3, nested: { a: [1, 'b', false] } };

  const answer = await stage.client.upsertUsers([
    { id: john, name: 'John Ünïcode 🎥', image: 'https://example.com/j.png', role: 'admin', language: 'en', teams: ['red'], custom },
    { id: friend },
    { id: mail },
  ]);

  assert.equal(answer.metadata.responseCode, 201);
  assert.deepEqual(Object.keys(answer.users).sort(), [john, friend, mail].sort());
  assert.equal(answer.membership_deletion_task_id, '');
  assert.equal(typeof answer.duration, 'string');
  const full = answer.users[john];
  assert.equal(full.name, 'John Ünïcode 🎥');
  assert.equal(full.image, 'https://example.com/j.png');
  assert.equal(full.role, 'admin');
  assert.equal(full.language, 'en');
  assert.deepEqual(full.teams, ['red']);
  assert.deepEqual(full.custom, custom);
  assertNear(full.created_at, before, 'created_at');
  assertNear(full.updated_at, before, 'updated_at');
  const bare = answer.users[friend];
  assert.equal(bare.id, friend);
  assert.equal(bare.role, 'user');
  assert.ok(!('name' in bare) && !('image' in bare), 'name and image are absent when unset');
  assert.deepEqual(
    [bare.custom, bare.teams, bare.blocked_user_ids, bare.devices, bare.mutes, bare.channel_mutes],
    [{}, [], [], [], [], []],
  );
  assert.deepEqual([bare.language, bare.banned, bare.online, bare.total_unread_count], ['', false, false, 0]);
});

test('upserting a user again replaces its custom data and keeps its creation time', async () => {
  const stage = new Stage();
  const id = stage.id('john');
  const first = (await stage.client.upsertUsers([{ id, name: 'John', custom: { color: 'blue', size: 1 } }])).users[id];

  const second = (await stage.client.upsertUsers([{ id, name: 'Johnny', custom: { color: 'red' } }])).users[id];

  assert.equal(second.name, 'Johnny');
  assert.deepEqual(second.custom, { color: 'red' });
  assert.deepEqual(second.created_at, first.created_at);
  assert.ok(second.updated_at >= first.updated_at);
});

test('a partial update sets, unsets, and puts what it does not know into custom', async () => {
  const stage = new Stage();
  const id = stage.id('john');
  await stage.client.upsertUsers([{ id, name: 'John', custom: { color: 'blue' } }]);

  const { users } = await stage.client.updateUsersPartial({
    users: [{ id, set: { role: 'admin', hat: 'red' }, unset: ['name', 'color'] }],
  });

  assert.equal(users[id].role, 'admin');
  assert.ok(!('name' in users[id]));
  assert.deepEqual(users[id].custom, { hat: 'red' });
});

test('a user is deactivated, reactivated, deleted and restored', async () => {
  const stage = new Stage();
  const user_id = stage.id('john');
  await stage.users('john');

  const { user } = await stage.client.deactivateUser({ user_id });
  assert.ok(user.deactivated_at instanceof Date);
  await stage.client.reactivateUser({ user_id });

  const { task_id } = await stage.client.deleteUsers({ user_ids: [user_id] });
  assert.equal((await stage.client.getTask({ id: task_id })).status, 'completed');
  await stage.client.restoreUsers({ user_ids: [user_id] });
  assert.equal(
    await refused(400, 4, stage.client.restoreUsers({ user_ids: [user_id] })),
    `RestoreUsers failed with error: "user "${user_id}" is not deleted, it can't be restored"`,
  );
});

test('users block, mute and are banned', async () => {
  const stage = new Stage();
  await stage.users('john', 'jane');
  const [john, jane] = stage.ids('john', 'jane');

  const block = await stage.client.blockUsers({ user_id: john, blocked_user_id: jane });
  assert.equal(block.blocked_by_user_id, john);
  assert.equal((await stage.client.getBlockedUsers({ user_id: john })).blocks[0].blocked_user.id, jane);
  await stage.client.unblockUsers({ user_id: john, blocked_user_id: jane });

  const { mutes } = await stage.client.moderation.mute({ user_id: john, target_ids: [jane], timeout: 10 });
  assert.equal(mutes[0].target.id, jane);
  await stage.client.moderation.unmute({ user_id: john, target_ids: [jane] });

  await stage.client.moderation.ban({ target_user_id: jane, banned_by_id: john, reason: 'spam' });
  const banned = async () => (await stage.client.upsertUsers([{ id: jane }])).users[jane].banned;
  assert.equal(await banned(), true);
  await stage.client.moderation.unban({ target_user_id: jane });
  assert.equal(await banned(), false);
});

test('a guest is a user with a token', async () => {
  const stage = new Stage();
  const guest = await stage.client.createGuest({ user: { id: stage.id('visitor') } });
  assert.ok(guest.user.id.includes(stage.id('visitor')));
  assert.equal(guest.user.role, 'guest');
  assert.equal(guest.access_token.split('.').length, 3);
});

test('users are queried, sorted and paged', async () => {
  const stage = new Stage();
  await stage.client.upsertUsers(['a', 'b', 'c'].map((name) => ({ id: stage.id(name), name: `${name} query`, custom: { of: stage.id('q') } })));
  const filter_conditions = { 'custom.of': stage.id('q'), name: { $autocomplete: 'que' } };

  const query = async (more) => (await stage.client.queryUsers({ payload: { filter_conditions, ...more } })).users.map(({ id }) => id);

  assert.deepEqual(await query({ sort: [{ field: 'id', direction: -1 }] }), stage.ids('c', 'b', 'a'));
  assert.deepEqual(await query({ sort: [{ field: 'id', direction: 1 }], limit: 1, offset: 1 }), stage.ids('b'));
  await stage.client.deactivateUser({ user_id: stage.id('a') });
  assert.deepEqual((await query()).sort(), stage.ids('b', 'c'));
  assert.deepEqual((await query({ include_deactivated_users: true })).sort(), stage.ids('a', 'b', 'c'));
});

test('banned users are listed', async () => {
  const stage = new Stage();
  await stage.users('john', 'jane');
  const [john, jane] = stage.ids('john', 'jane');
  await stage.client.moderation.ban({ target_user_id: jane, banned_by_id: john, reason: 'spam' });

  const { bans } = await stage.client.queryBannedUsers({ payload: { filter_conditions: { user_id: { $in: [john, jane] } } } });

  assert.deepEqual(bans.map((ban) => [ban.user.id, ban.banned_by.id, ban.reason]), [[jane, john, 'spam']]);
});
