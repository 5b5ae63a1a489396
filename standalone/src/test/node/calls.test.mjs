import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, assertNear, awaitAfter, userIds } from './stage.mjs';

const custom = {
  color: 'blue',
  date: '2024-05-10T09:09:03.584Z',
  seats: 12,
  price: 9.75,
  open: true,
  place: { city: 'Köln', floors: [1, 2, 3] },
};

test('a created call is answered with everything that was given', async () => {
  const stage = new Stage();
  await stage.users('john', 'jack');
  const before = Date.now();

  const answer = await stage.create('default', 'c', {
    members: [stage.member('john', { role: 'admin' }), stage.member('jack')],
    custom,
    starts_at: new Date('2031-02-03T04:05:06Z'),
    settings_override: { audio: { mic_default_on: false, default_device: 'speaker' } },
  });

  assert.equal(answer.metadata.responseCode, 201);
  assert.equal(answer.created, true);
  assert.ok(Array.isArray(answer.own_capabilities));
  const { call } = answer;
  assert.deepEqual([call.type, call.id, call.cid], ['default', stage.id('c'), stage.cid('default', 'c')]);
  assert.equal(call.created_by.id, stage.id('host'));
  assert.deepEqual(call.custom, custom);
  assert.deepEqual(call.starts_at, new Date('2031-02-03T04:05:06Z'));
  assertNear(call.created_at, before, 'created_at');
  assert.deepEqual(call.updated_at, call.created_at);
  assert.equal(call.settings.audio.mic_default_on, false);
  assert.equal(call.settings.audio.default_device, 'speaker');
  assert.deepEqual(userIds(answer), stage.ids('jack', 'john'), 'newest first, then by id');
  assert.equal(answer.members[1].role, 'admin');
  assert.ok(!('role' in answer.members[0]), 'a role that was never set is absent');
  assert.ok(!('deleted_at' in answer.members[0]));
  assert.deepEqual(answer.members[0].custom, {});
  assert.equal(answer.members[0].user.id, stage.id('jack'));
  assertNear(answer.members[0].created_at, before, 'created_at of a member');
});

test('a fresh call has explicit nulls where nothing happened yet', async () => {
  const stage = new Stage();

  const { call } = await stage.create('default', 'c');

  assert.equal(call.ended_at, null);
  assert.equal(call.starts_at, null);
  assert.equal(call.session, null);
  assert.ok(!('team' in call), 'team is absent when unset');
  assert.equal(call.current_session_id, '');
  assert.deepEqual(call.blocked_user_ids, []);
  assert.deepEqual(call.custom, {});
  for (const flag of ['backstage', 'recording', 'transcribing', 'captioning', 'translating']) assert.equal(call[flag], false, flag);
  assert.equal(call.egress.broadcasting, false);
  assert.deepEqual(call.egress.rtmps, []);
  assert.ok(call.ingress.rtmp.address.includes(call.id));
  assert.equal((await stage.create('livestream', 'l')).call.backstage, true);
});

test('the SDK can make SRT credentials of the answer', async () => {
  const stage = new Stage();
  await stage.create('default', 'c');
  const call = stage.call('default', 'c');
  await call.get();

  const { address } = call.createSRTCredentials('john');

  assert.match(address, /eyJ[\w-]+\.[\w-]+\.[\w-]+/);
  assert.doesNotMatch(address, /[{}]/);
});

test('every settings group is answered', async () => {
  const { call } = await new Stage().create('default', 'c');

  for (const group of ['audio', 'video', 'screensharing', 'backstage', 'limits', 'session', 'ring', 'recording',
    'individual_recording', 'raw_recording', 'frame_recording', 'broadcasting', 'transcription', 'geofencing', 'thumbnails']) {
    assert.equal(typeof call.settings[group], 'object', group);
    assert.notEqual(call.settings[group], null, group);
  }
  assert.equal(call.settings.limits.max_duration_seconds, null);
  assert.equal(call.settings.limits.max_participants, null);
});

test('getOrCreate of an existing call creates nothing and answers the call as it is', async () => {
  const stage = new Stage();
  await stage.users('john', 'jack');
  const first = await stage.create('default', 'c', { custom, members: [stage.member('john')] });

  const again = await stage.create('default', 'c');

  assert.equal(again.created, false);
  assert.deepEqual(again.call, first.call);
  assert.deepEqual(again.members, first.members);
});

test('an unknown creator is created, and a creator given as an object is stored', async () => {
  const stage = new Stage();
  await stage.create('default', 'by-id');
  const ann = { id: stage.id('ann'), name: 'Ann', custom: { vip: true } };

  const { call } = await stage.call('default', 'by-object').create({ data: { created_by: ann } });

  assert.equal(call.created_by.name, 'Ann');
  assert.deepEqual(call.created_by.custom, { vip: true });
  const both = await stage.create('default', 'both', { members: [stage.member('host'), stage.member('ann')] });
  assert.deepEqual(userIds(both), stage.ids('ann', 'host'));
});

test('getting a call answers what creating it answered', async () => {
  const stage = new Stage();
  await stage.users('john', 'jack');
  const created = await stage.create('default', 'c', {
    custom,
    starts_at: new Date(Date.now() + 3_600_123),
    members: [stage.member('john', { role: 'admin' }), stage.member('jack', { custom: { seat: 1 } })],
  });

  const read = await stage.call('default', 'c').get();

  assert.equal(read.metadata.responseCode, 200);
  assert.deepEqual(read.call, created.call);
  assert.deepEqual(read.members, created.members);
  assert.ok(Array.isArray(read.own_capabilities));
});

test('a call answers as many members as asked for', async () => {
  const stage = new Stage();
  const names = Array.from({ length: 30 }, (_, i) => `u${String(i).padStart(2, '0')}`);
  await stage.users(...names);

  const created = await stage.create('default', 'c', { members: names.map((name) => stage.member(name)) });

  const get = (members_limit) => stage.client.video.getCall({ type: 'default', id: stage.id('c'), members_limit });
  assert.equal(created.members.length, 25);
  assert.equal((await get(100)).members.length, 30);
  assert.deepEqual(userIds(await get(2)), stage.ids('u00', 'u01'));
});

test('updating custom data replaces it', async () => {
  const stage = new Stage();
  const call = stage.call('default', 'c');
  const created = (await stage.create('default', 'c', { custom: { color: 'blue', size: 1 } })).call;
  awaitAfter(created.created_at);

  const updated = await call.update({ custom: { color: 'red' } });

  assert.equal(updated.metadata.responseCode, 200);
  assert.deepEqual(updated.call.custom, { color: 'red' });
  assert.deepEqual(updated.call.created_at, created.created_at);
  assert.ok(updated.call.updated_at > created.updated_at);
  assert.deepEqual((await call.get()).call, updated.call);
});

test('overridden settings merge field by field and stay', async () => {
  const stage = new Stage();
  const call = stage.call('default', 'c');
  const expected = (await stage.create('default', 'untouched')).call.settings;
  expected.audio.default_device = 'speaker';
  expected.audio.mic_default_on = !expected.audio.mic_default_on;
  expected.screensharing.enabled = !expected.screensharing.enabled;
  expected.limits.max_duration_seconds = 3600;
  await stage.create('default', 'c', {
    settings_override: { audio: { default_device: 'speaker', mic_default_on: expected.audio.mic_default_on } },
  });

  const updated = await call.update({
    settings_override: {
      screensharing: { enabled: expected.screensharing.enabled },
      limits: { max_duration_seconds: 3600 },
    },
  });

  assert.deepEqual(updated.call.settings, expected);
  assert.deepEqual((await call.get()).call.settings, expected);
  const lifted = await call.update({ settings_override: { limits: { max_duration_seconds: 0 } } });
  assert.equal(lifted.call.settings.limits.max_duration_seconds, 0);
});

test('an update of the start time is exact and leaves the rest alone', async () => {
  const stage = new Stage();
  await stage.users('john');
  const call = stage.call('default', 'c');
  await stage.create('default', 'c', { custom, members: [stage.member('john')] });

  const texts = {
    '2031-05-06T12:00:00Z': '2031-05-06T12:00:00.000Z',
    '2031-05-06T14:00:00+02:00': '2031-05-06T12:00:00.000Z',
    '2031-05-06T12:00:00': '2031-05-06T12:00:00.000Z',
    '2031-05-06T12:00:00.123456789Z': '2031-05-06T12:00:00.123Z',
    '1969-07-20T20:17:40Z': '1969-07-20T20:17:40.000Z',
  };
  for (const [given, expected] of Object.entries(texts)) {
    const updated = await call.update({ starts_at: given });
    assert.ok(Math.abs(updated.call.starts_at - new Date(expected)) <= (expected.endsWith('000Z') ? 0 : 1), given);
    assert.deepEqual(updated.call.custom, custom);
    assert.deepEqual(userIds(updated), stage.ids('john'), 'an update answers the members');
  }
  const nothing = await call.update();
  assert.deepEqual(nothing.call.starts_at, new Date('1969-07-20T20:17:40Z'));
});

test('marking a call ended sets the end time', async () => {
  const stage = new Stage();
  const call = stage.call('default', 'c');
  assert.equal((await stage.create('default', 'c')).call.ended_at, null);
  const before = Date.now();

  const answer = await call.end();

  assert.equal(answer.metadata.responseCode, 201);
  assert.equal(typeof answer.duration, 'string');
  const ended = (await call.get()).call;
  assertNear(ended.ended_at, before, 'ended_at');
  assert.deepEqual((await stage.create('default', 'c')).call.ended_at, ended.ended_at, 'getOrCreate does not revive it');
});
