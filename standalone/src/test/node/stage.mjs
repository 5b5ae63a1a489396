// One test's part of the shared server: an SDK client, and ids that no other test uses.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { StreamClient } from '@stream-io/node-sdk';

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set: the tests need the URL, key and secret of a running Switchboard`);
  return value;
}

const basePath = setting('SWITCHBOARD_URL');
const apiKey = setting('SWITCHBOARD_KEY');
const secret = setting('SWITCHBOARD_SECRET');

/** An unmodified SDK client; a test of refusals gives a wrong key or secret. */
export function connect({ key = apiKey, apiSecret = secret } = {}) {
  return new StreamClient(key, apiSecret, { basePath, timeout: 20_000 });
}

export class Stage {
  client = connect();
  #suffix = randomUUID().slice(0, 8);

  /** 'john' here is 'john-3f2a9c1e' on the wire. */
  id(name) {
    return `${name}-${this.#suffix}`;
  }

  ids(...names) {
    return names.map((name) => this.id(name));
  }

  cid(type, name) {
    return `${type}:${this.id(name)}`;
  }

  call(type, name) {
    return this.client.video.call(type, this.id(name));
  }

  /** Where the call is, for requests without the SDK. */
  path(type, name) {
    return `/video/call/${type}/${this.id(name)}`;
  }

  /** The app in the hands of a user, who joins and answers with his own token. The server's SDK has no method for it. */
  app(name) {
    const token = this.client.generateUserToken({ user_id: this.id(name) });
    const send = async (method, path, body) => {
      const answer = await fetch(`${basePath}${path}?api_key=${apiKey}`, {
        method,
        headers: { Authorization: token, 'stream-auth-type': 'jwt', 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    };
    return {
      get: (path) => send('GET', path),
      post: (path, body) => send('POST', path, body),
      join: (path) => send('POST', `${path}/join`, { location: 'AMS' }),
    };
  }

  member(name, more = {}) {
    return { user_id: this.id(name), ...more };
  }

  users(...names) {
    return this.client.upsertUsers(names.map((name) => ({ id: this.id(name) })));
  }

  /** Creates a call whose creator is this stage's 'host'. */
  create(type, name, data = {}) {
    return this.call(type, name).getOrCreate({ data: { created_by_id: this.id('host'), ...data } });
  }

  /** The ids of the calls that match, in the order of the answer. */
  async find(filter_conditions, sort) {
    return callIds(await this.client.video.queryCalls({ filter_conditions, sort, limit: 100 }));
  }

  /** As find, but only among the calls that this stage's host created. */
  findMine(filter, sort) {
    return this.find({ ...filter, created_by_user_id: this.id('host') }, sort);
  }
}

export const callIds = (answer) => answer.calls.map(({ call }) => call.id);
export const userIds = (answer) => answer.members.map((member) => member.user_id);

/** Returns once the clock shows a later millisecond: the SDK's dates have no finer resolution. */
export function awaitAfter(date) {
  // The SDK may show a time one millisecond early, because it reads nanoseconds as a floating point number.
  while (Date.now() <= date.getTime() + 1);
}

export function assertNear(date, before, what) {
  assert.ok(date instanceof Date, `${what} is a date: ${date}`);
  assert.ok(date.getTime() >= before - 1000 && date.getTime() <= Date.now() + 1000, `${what} is now: ${date.toISOString()}`);
}

export function sameMembers(actual, expected, message) {
  assert.deepEqual([...actual].sort(), [...expected].sort(), message);
}

/** Asserts that the request is refused with this HTTP status and Stream error code, and returns the error's text. */
export async function refused(status, code, request) {
  const error = await request.then(
    (answer) => assert.fail(`must be refused, but was answered: ${JSON.stringify(answer)}`),
    (refusal) => refusal,
  );
  assert.equal(error.metadata?.responseCode, status, error);
  assert.equal(error.code, code, error);
  const prefix = `Stream error code ${code}: `;
  assert.ok(error.message.startsWith(prefix), error.message);
  return error.message.slice(prefix.length);
}
