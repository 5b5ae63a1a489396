// No test here waits between a write and the query that must see it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, awaitAfter, callIds, sameMembers } from './stage.mjs';

test('the default list starts with the newest call', async () => {
  const stage = new Stage();
  for (const name of ['a', 'b', 'c']) {
    await stage.create('default', name);
    const answer = await stage.client.video.queryCalls();

    assert.equal(answer.metadata.responseCode, 201);
    assert.equal(callIds(answer)[0], stage.id(name));
    assert.ok(answer.calls.length <= 25);
    const times = answer.calls.map(({ call }) => call.created_at.getTime());
    assert.deepEqual(times, [...times].sort((a, b) => b - a), 'the newest first');
  }
});

test('a found call looks as it was answered on creation', async () => {
  const stage = new Stage();
  await stage.users('john', 'jack');
  const created = await stage.create('default', 'c', {
    custom: { color: 'blue' },
    starts_at: new Date(Date.now() + 60_000),
    members: [stage.member('john', { role: 'admin' }), stage.member('jack')],
  });

  const answer = await stage.client.video.queryCalls({ filter_conditions: { cid: created.call.cid } });

  assert.equal(answer.calls.length, 1);
  assert.deepEqual(answer.calls[0].call, created.call);
  assert.deepEqual(answer.calls[0].members, created.members);
  assert.ok(Array.isArray(answer.calls[0].own_capabilities));
  assert.equal(answer.next ?? null, null);
});

test('calls are found by id, cid, type and creator', async () => {
  const stage = new Stage();
  await stage.create('default', 'a');
  await stage.create('default', 'b');
  await stage.create('livestream', 'c');
  await stage.create('livestream', 'foreign', { created_by_id: stage.id('guest') });

  assert.deepEqual(await stage.find({ id: stage.id('a') }), stage.ids('a'));
  assert.deepEqual(await stage.find({ id: { $eq: stage.id('a') } }), stage.ids('a'));
  const cids = [stage.cid('default', 'a'), stage.cid('livestream', 'c'), stage.cid('default', 'c')];
  sameMembers(await stage.find({ cid: { $in: cids } }), stage.ids('a', 'c'));
  sameMembers(await stage.find({ created_by_user_id: stage.id('host') }), stage.ids('a', 'b', 'c'));
  assert.deepEqual(await stage.findMine({ type: 'livestream' }), stage.ids('c'));
  sameMembers(await stage.findMine({ type: { $in: ['default', 'audio_room'] } }), stage.ids('a', 'b'));
  assert.deepEqual(await stage.findMine({ backstage: { $eq: true } }), stage.ids('c'));
  assert.deepEqual(await stage.find({ id: stage.id('never-created') }), []);
});

test('calls are found by their start time at once after each change of it', async () => {
  const stage = new Stage();
  const call = stage.call('default', 'scheduled');
  const noon = new Date('2031-05-06T12:00:00.500Z');
  const nextDay = new Date(noon.getTime() + 86_400_000);
  const between = ($gte, $lt) => stage.findMine({ starts_at: { $gte, $lt } });
  await stage.create('default', 'scheduled', { starts_at: noon });
  await stage.create('default', 'unscheduled');

  assert.deepEqual(await between(noon, new Date(noon.getTime() + 1)), stage.ids('scheduled'));
  assert.deepEqual(await stage.findMine({ starts_at: { $gt: noon.toISOString() } }), []);
  assert.deepEqual(await stage.findMine({ starts_at: { $lte: noon.toISOString() } }), stage.ids('scheduled'));
  assert.deepEqual(await stage.findMine({ starts_at: '2031-05-06T14:00:00.5+02:00' }), stage.ids('scheduled'));
  assert.deepEqual(await stage.findMine({ starts_at: null }), stage.ids('unscheduled'));

  await call.update({ starts_at: nextDay });

  assert.deepEqual(await between(noon, new Date(noon.getTime() + 3_600_000)), []);
  assert.deepEqual(await between(nextDay, new Date(nextDay.getTime() + 1)), stage.ids('scheduled'));
});

test('calls are found by their members at once after each change of them', async () => {
  const stage = new Stage();
  await stage.users('john', 'jack', 'sara');
  const byMembers = (...names) => stage.find({ members: { $in: stage.ids(...names) } });
  const first = stage.call('default', 'first');
  await stage.create('default', 'first', { members: [stage.member('john'), stage.member('jack')] });
  await stage.create('default', 'second', { members: [stage.member('jack')] });

  assert.deepEqual(await byMembers('john'), stage.ids('first'));
  sameMembers(await byMembers('john', 'jack'), stage.ids('first', 'second'));
  assert.deepEqual(await byMembers('sara'), []);

  await first.updateCallMembers({ update_members: [stage.member('sara')] });
  assert.deepEqual(await byMembers('sara'), stage.ids('first'));

  await first.updateCallMembers({ remove_members: stage.ids('sara', 'john') });
  assert.deepEqual(await byMembers('sara', 'john'), []);
  sameMembers(await byMembers('jack'), stage.ids('first', 'second'));
});

test('calls are found by their custom data at once after each change of it', async () => {
  const stage = new Stage();
  await stage.create('default', 'c', { custom: { color: 'blue', seats: 12, place: { city: 'Köln' } } });
  await stage.create('default', 'other', { custom: { color: 'green', seats: 9 } });

  assert.deepEqual(await stage.findMine({ 'custom.color': 'blue' }), stage.ids('c'));
  assert.deepEqual(await stage.findMine({ 'custom.place.city': { $eq: 'Köln' } }), stage.ids('c'));
  assert.deepEqual(await stage.findMine({ 'custom.seats': { $gt: 9 } }), stage.ids('c'), 'numbers compare as numbers');
  sameMembers(await stage.findMine({ 'custom.color': { $in: ['blue', 'green'] } }), stage.ids('c', 'other'));

  await stage.call('default', 'c').update({ custom: { color: 'red' } });

  assert.deepEqual(await stage.findMine({ 'custom.color': 'blue' }), []);
  assert.deepEqual(await stage.findMine({ 'custom.color': 'red' }), stage.ids('c'));
  assert.deepEqual(await stage.findMine({ 'custom.place.city': 'Köln' }), []);
});

test('ended calls are told from others at once', async () => {
  const stage = new Stage();
  await stage.create('default', 'ended');
  await stage.create('default', 'running');
  sameMembers(await stage.findMine({ ended_at: null }), stage.ids('ended', 'running'));

  await stage.call('default', 'ended').end();

  assert.deepEqual(await stage.findMine({ ended_at: null }), stage.ids('running'));
  assert.deepEqual(await stage.findMine({ ended_at: { $exists: true } }), stage.ids('ended'));
  const aMinuteAgo = new Date(Date.now() - 60_000).toISOString();
  assert.deepEqual(await stage.findMine({ ended_at: { $gt: aMinuteAgo } }), stage.ids('ended'));
});

// Creation order and start order differ.
async function createFive() {
  const stage = new Stage();
  for (const name of ['c', 'a', 'e', 'b', 'd']) {
    const second = ['e', 'd', 'c', 'a', 'b'].indexOf(name);
    const { call } = await stage.create('default', name, { starts_at: new Date(Date.UTC(2031, 0, 1, 0, 0, second)) });
    awaitAfter(call.created_at);
  }
  return stage;
}

async function pages(stage, query, followUp) {
  const mine = { filter_conditions: { created_by_user_id: stage.id('host') }, ...query };
  const found = [];
  let answer = await stage.client.video.queryCalls(mine);
  found.push(callIds(answer));
  while (answer.next) {
    assert.ok(found.length < 10, 'the pages end');
    answer = await stage.client.video.queryCalls({ ...followUp(mine), next: answer.next });
    found.push(callIds(answer));
  }
  return found;
}

const byStart = { sort: [{ field: 'starts_at', direction: 1 }], limit: 2 };

test('calls are sorted by the asked field in both directions', async () => {
  const stage = await createFive();
  const sorted = (field, direction) => stage.findMine({}, [{ field, direction }]);

  assert.deepEqual(await sorted('starts_at', 1), stage.ids('e', 'd', 'c', 'a', 'b'));
  assert.deepEqual(await sorted('starts_at', -1), stage.ids('b', 'a', 'c', 'd', 'e'));
  assert.deepEqual(await sorted('created_at', 1), stage.ids('c', 'a', 'e', 'b', 'd'));
  assert.deepEqual(await sorted('id', -1), stage.ids('e', 'd', 'c', 'b', 'a'));
});

test('pages follow each other when the query is repeated with the cursor', async () => {
  const stage = await createFive();

  const found = await pages(stage, byStart, (query) => query);

  assert.deepEqual(found, [stage.ids('e', 'd'), stage.ids('c', 'a'), stage.ids('b')]);
});

test('pages follow each other when only the sort is left out', async () => {
  const stage = await createFive();

  const found = await pages(stage, byStart, ({ sort, ...query }) => query);

  assert.deepEqual(found, [stage.ids('e', 'd'), stage.ids('c', 'a'), stage.ids('b')]);
});

test('the cursor alone continues the query', async () => {
  const stage = await createFive();

  const found = await pages(stage, byStart, () => ({}));

  assert.deepEqual(found.flat(), stage.ids('e', 'd', 'c', 'a', 'b'));
});
