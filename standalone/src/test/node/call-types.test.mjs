import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { OwnCapability } from '@stream-io/node-sdk';
import { Stage, refused } from './stage.mjs';

/** No update could unset a limit again, but a type that is made anew is as it came with the server. */
async function putBackDefaultType({ video }) {
  await video.deleteCallType({ name: 'default' });
  await video.createCallType({ name: 'default' });
}

let cleanUp = async () => {};
afterEach(async () => {
  await cleanUp();
  cleanUp = async () => {};
});

test('a type is made, read, listed and deleted', async () => {
  const stage = new Stage();
  const { video } = stage.client;
  const name = stage.id('type');

  const made = await video.createCallType({
    name,
    grants: { admin: ['send-audio', 'send-video', 'mute-users'] },
    settings: { audio: { mic_default_on: false, default_device: 'speaker' }, limits: { max_duration_seconds: 3600 } },
    notification_settings: { enabled: true, call_ring: { enabled: true, apns: { title: 'Ring', body: 'now' } } },
  });

  assert.equal(made.metadata.responseCode, 201);
  assert.equal(made.name, name);
  assert.ok(made.created_at instanceof Date);
  assert.deepEqual(made.grants.admin, ['send-audio', 'send-video', 'mute-users']);
  assert.ok(made.grants.user.includes('join-call'));
  assert.ok(made.grants.call_member.includes('join-call'));
  assert.equal(made.settings.audio.mic_default_on, false);
  assert.equal(made.settings.audio.default_device, 'speaker');
  assert.equal(made.settings.limits.max_duration_seconds, 3600);
  assert.equal(made.notification_settings.call_ring.apns.title, 'Ring');
  const read = await video.getCallType({ name });
  for (const part of ['grants', 'settings', 'notification_settings', 'created_at', 'updated_at']) {
    assert.deepEqual(read[part], made[part], part);
  }
  const listed = (await video.listCallTypes()).call_types;
  for (const type of ['default', 'livestream', 'audio_room', 'development', name]) assert.equal(listed[type].name, type);
  await refused(400, 6, video.createCallType({ name }));
  assert.equal((await video.deleteCallType({ name })).metadata.responseCode, 200);
  await refused(404, 16, video.getCallType({ name }));
});

test('an update merges settings by field and grants by role', async () => {
  const stage = new Stage();
  const { video } = stage.client;
  const name = stage.id('type');
  const made = await video.createCallType({ name, settings: { limits: { max_duration_seconds: 60 } } });

  const updated = await video.updateCallType({
    name,
    grants: { host: ['join-backstage'] },
    settings: { audio: { mic_default_on: false, default_device: 'earpiece' } },
  });

  assert.equal(updated.metadata.responseCode, 201);
  assert.deepEqual(updated.grants, { ...made.grants, host: ['join-backstage'] });
  assert.equal(updated.settings.audio.default_device, 'earpiece');
  assert.equal(updated.settings.limits.max_duration_seconds, 60);
  const text = await refused(400, 4, video.updateCallType({ name, grants: { user: ['join-cal'] } }));
  assert.ok(text.includes('grants.user[0]'), text);
});

test('a call keeps the settings of its type at the time it was created', async () => {
  const stage = new Stage();
  const name = stage.id('type');
  const { video } = stage.client;
  await video.createCallType({ name, settings: { limits: { max_duration_seconds: 3600 } } });
  await stage.create(name, 'before');

  await video.updateCallType({ name, settings: { limits: { max_duration_seconds: 60 } } });

  assert.equal((await stage.call(name, 'before').get()).call.settings.limits.max_duration_seconds, 3600);
  assert.equal((await stage.create(name, 'after')).call.settings.limits.max_duration_seconds, 60);
});

test('the document limits the duration of all calls of the default type and lifts the limit', async () => {
  const stage = new Stage();
  const { client } = stage;
  cleanUp = () => putBackDefaultType(client);

  for (const max_duration_seconds of [3600, 0]) {
    await client.video.updateCallType({
      name: 'default',
      settings: {
        limits: {
          max_duration_seconds,
        },
      },
    });
    const { call } = await stage.create('default', `limited-${max_duration_seconds}`);
    assert.equal(call.settings.limits.max_duration_seconds, max_duration_seconds);
  }
});

test('the document restricts access to the members of a call', async () => {
  const stage = new Stage();
  const { client } = stage;
  cleanUp = () => putBackDefaultType(client);
  await stage.users('host', 'john', 'zoe');
  await stage.create('default', 'c', { members: [stage.member('john')] });
  const callTypeName = 'default';
  const callType = (await client.video.listCallTypes()).call_types[callTypeName];
  const userGrants = callType.grants['user'].filter((c) => c !== OwnCapability.JOIN_CALL);
  const callMemberGrants = callType.grants['call_member'];
  if (!callMemberGrants.includes(OwnCapability.JOIN_CALL)) {
    callMemberGrants.push(OwnCapability.JOIN_CALL);
  }

  await client.video.updateCallType({
    name: callTypeName,
    grants: {
      user: userGrants,
      call_member: callMemberGrants,
    },
  });

  const path = stage.path('default', 'c');
  assert.equal((await stage.app('zoe').join(path)).status, 403);
  assert.equal((await stage.app('john').join(path)).status, 201);
});
