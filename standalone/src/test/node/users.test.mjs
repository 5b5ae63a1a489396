import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, assertNear } from './stage.mjs';

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
