import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, connect, refused } from './stage.mjs';

test('unknown members of a new call are named and nothing is created', async () => {
  const stage = new Stage();
  await stage.users('john');
  const members = [stage.member('john'), stage.member('nobody'), stage.member('noone')];

  const text = await refused(400, 4, stage.create('default', 'c', { members }));

  assert.equal(
    text,
    "GetOrCreateCall failed with error: \"The following users are involved in call create operation, but don't exist: " +
      `[${stage.id('nobody')} ${stage.id('noone')}]. Please create the user objects before setting up the call."`,
  );
  await refused(404, 16, stage.call('default', 'c').get());
  assert.deepEqual(await stage.find({ id: stage.id('c') }), []);
});

test('an unknown new member is named and no member is added', async () => {
  const stage = new Stage();
  await stage.users('john');
  await stage.create('default', 'c');
  const call = stage.call('default', 'c');

  const text = await refused(400, 4, call.updateCallMembers({
    update_members: [stage.member('john'), stage.member('nobody')],
  }));

  assert.equal(text, `UpdateCallMembers failed with error: "the provided users [${stage.id('nobody')}] don't exist"`);
  assert.deepEqual((await call.get()).members, []);
});

test('a call that was never created is not found', async () => {
  const stage = new Stage();
  const call = stage.call('default', 'never');
  const reason = `Can't find call with id ${stage.cid('default', 'never')}`;

  assert.equal(await refused(404, 16, call.get()), `GetCall failed with error: "${reason}"`);
  const requests = [
    () => call.update({ custom: {} }),
    () => call.updateCallMembers({ remove_members: ['x'] }),
    () => call.end(),
  ];
  for (const request of requests) {
    const text = await refused(404, 16, request());
    assert.ok(text.includes(reason), text);
  }
});

test('a new call needs a creator', async () => {
  const stage = new Stage();
  const expected =
    'GetOrCreateCall failed with error: "either data.created_by or data.created_by_id must be provided when using server side auth."';

  assert.equal(await refused(400, 4, stage.call('default', 'c').create()), expected);
  assert.equal(await refused(400, 4, stage.call('default', 'c').create({ data: { custom: { a: 1 } } })), expected);
});

test('an unknown call type is not found', async () => {
  const text = await refused(404, 16, new Stage().create('no-such-type', 'c'));

  assert.ok(text.includes('no-such-type: call type does not exist'), text);
});

test('more than a hundred members in one request are refused', async () => {
  const stage = new Stage();
  const names = Array.from({ length: 101 }, (_, i) => `u${i}`);
  await stage.users(...names.slice(0, 100));
  await stage.users(names[100]);
  const members = names.map((name) => stage.member(name));
  const call = stage.call('default', 'c');

  await refused(400, 4, stage.create('default', 'c', { members }));
  await refused(404, 16, call.get());
  await stage.create('default', 'c');
  await refused(400, 4, call.updateCallMembers({ update_members: members }));
  assert.deepEqual((await call.get()).members, []);
});

test('queries beyond the limits are refused', async () => {
  const stage = new Stage();
  await stage.create('default', 'c');
  const { video } = stage.client;
  const members = (query) => stage.call('default', 'c').queryMembers(query);
  const sort = (...fields) => fields.map((field) => ({ field, direction: 1 }));

  const requests = [
    ['limit must be 100 or less', () => video.queryCalls({ limit: 101 })],
    ['limit must be 100 or less', () => members({ limit: 101 })],
    ['sort must contain at maximum 1 item', () => members({ sort: sort('user_id', 'created_at') })],
    ['sort must contain at maximum 2', () => video.queryCalls({ sort: sort('id', 'type', 'cid') })],
    ['colour', () => video.queryCalls({ filter_conditions: { colour: 'red' } })],
    ['$near', () => video.queryCalls({ filter_conditions: { id: { $near: 'c' } } })],
    ['QueryCalls failed with error', () => video.queryCalls({ next: 'no-cursor' })],
  ];
  for (const [part, request] of requests) {
    const text = await refused(400, 4, request());
    assert.ok(text.includes(part), text);
  }
});

test('a wrong secret or key is unauthorized', async () => {
  const stage = new Stage();
  const wrongSecret = connect({ apiSecret: 'not-the-secret-'.repeat(3) });
  const wrongKey = connect({ key: 'not-the-key' });

  await refused(401, 43, wrongSecret.video.queryCalls());
  await refused(401, 43, wrongSecret.video.call('default', stage.id('c')).create({ data: { created_by_id: 'john' } }));
  const text = await refused(401, 2, wrongKey.video.queryCalls());
  assert.ok(text.includes('api_key not valid'), text);
  await refused(404, 16, stage.call('default', 'c').get());
});

test('every answer tells the rate limit and what remains falls', async () => {
  const stage = new Stage();
  const started = Math.floor(Date.now() / 1000) * 1000;
  const limits = [];
  for (let i = 0; i < 3; i++) limits.push((await stage.client.video.queryCalls()).metadata.rateLimit);

  for (const limit of limits) {
    assert.ok(limit.rateLimit > 0, `limit ${limit.rateLimit}`);
    assert.ok(limit.rateLimitRemaining >= 0 && limit.rateLimitRemaining <= limit.rateLimit, `remaining ${limit.rateLimitRemaining}`);
    assert.ok(limit.rateLimitReset.getTime() >= started, `reset ${limit.rateLimitReset}`);
  }
  // A new window may begin between two of the three, but not between both pairs.
  const [a, b, c] = limits.map((limit) => limit.rateLimitRemaining);
  assert.ok(b < a || c < b, `remaining falls: ${a} ${b} ${c}`);
  const refusal = await stage.call('default', 'never').get().catch((error) => error);
  assert.ok(refusal.metadata.rateLimit.rateLimit > 0, 'refusals tell it too');
  assert.ok(refusal.metadata.rateLimit.rateLimitReset.getTime() >= started);
});
