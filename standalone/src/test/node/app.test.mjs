import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, refused } from './stage.mjs';

test('settings of the application are kept and shown', async () => {
  const stage = new Stage();
  const role = stage.id('role');

  await stage.client.updateApp({ grants: { [role]: ['search-user'] } });

  const { app } = await stage.client.getApp();
  assert.deepEqual(app.grants[role], ['search-user']);
  assert.equal(app.multi_tenant_enabled, false);
  assert.ok(['default', 'livestream', 'audio_room', 'development'].every((name) => name in app.call_types));
});

test('roles are created, listed and deleted', async () => {
  const stage = new Stage();
  const name = stage.id('nurse');

  const created = await stage.client.createRole({ name });

  assert.equal(created.role.custom, true);
  assert.ok(created.role.created_at instanceof Date);
  const names = async () => (await stage.client.listRoles()).roles.map((role) => role.name);
  assert.ok((await names()).includes(name));
  await refused(400, 6, stage.client.createRole({ name }));
  await stage.client.deleteRole({ name });
  assert.ok(!(await names()).includes(name));
});

test('a hard deleted call is a task that is done', async () => {
  const stage = new Stage();
  await stage.create('default', 'standup');

  const { task_id } = await stage.call('default', 'standup').delete({ hard: true });

  const task = await stage.client.getTask({ id: task_id });
  assert.equal(task.status, 'completed');
  assert.deepEqual(task.result, { [stage.cid('default', 'standup')]: { status: 'ok' } });
  await refused(404, 16, stage.client.getTask({ id: `${task_id}x` }));
});

test('rate limits are told, and fall', async () => {
  const stage = new Stage();
  const remaining = async () =>
    (await stage.client.getRateLimits({ server_side: true, endpoints: 'GetTask,QueryChannels' })).server_side;
  const before = await remaining();
  assert.deepEqual(Object.keys(before).sort(), ['GetTask', 'QueryChannels']);
  await refused(404, 16, stage.client.getTask({ id: 'none' }));
  const after = await remaining();
  assert.ok(after.GetTask.remaining < before.GetTask.remaining || after.GetTask.reset > before.GetTask.reset);
});

test('devices and push providers are kept', async () => {
  const stage = new Stage();
  await stage.users('john');
  const user_id = stage.id('john');
  await stage.client.createDevice({ id: 'token', push_provider: 'apn', user_id, voip_token: true });
  const { devices } = await stage.client.listDevices({ user_id });
  assert.deepEqual(devices.map(({ id, push_provider, voip }) => [id, push_provider, voip]), [['token', 'apn', true]]);
  await stage.client.deleteDevice({ id: 'token', user_id });
  assert.deepEqual((await stage.client.listDevices({ user_id })).devices, []);

  const name = stage.id('main');
  await stage.client.upsertPushProvider({ push_provider: { type: 'firebase', name, firebase_credentials: '{}' } });
  const { push_providers } = await stage.client.listPushProviders();
  const kept = push_providers.find((provider) => provider.name === name);
  assert.ok(kept && !('firebase_credentials' in kept));
  await stage.client.deletePushProvider({ type: 'firebase', name });
});

test('what needs media says that nothing runs', async () => {
  const stage = new Stage();
  await stage.create('default', 'standup');
  const call = stage.call('default', 'standup');
  assert.equal(
    await refused(400, 4, call.startRecording({ recording_type: 'composite' })),
    'StartRecording failed with error: "there is no active session"',
  );
  assert.equal(
    await refused(400, 4, call.stopRecording({ recording_type: 'composite' })),
    'StopRecording failed with error: "call egress is not running"',
  );
  assert.deepEqual((await call.listRecordings()).recordings, []);
  assert.deepEqual((await call.listTranscriptions()).transcriptions, []);
  await refused(404, 16, stage.call('default', 'none').startTranscription());
});
