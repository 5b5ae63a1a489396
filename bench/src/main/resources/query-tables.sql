-- The twin's tables for queries. What answers show is one document per call, as Switchboard's rows have it; what
-- filters and sorts ask for are columns beside it.
create table users (
  id       text primary key,
  document text not null
);

create table calls (
  cid        text        not null,
  type       text        not null,
  id         text        not null,
  created_by text        not null,
  team       text,
  backstage  boolean     not null,
  ongoing    boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  starts_at  timestamptz,
  ended_at   timestamptz,
  custom     jsonb       not null,
  color      text             generated always as (custom ->> 'color') stored,
  score      double precision generated always as ((custom ->> 'score')::double precision) stored,
  tag        text             generated always as (custom ->> 'tag') stored,
  label      text             generated always as (custom ->> 'label') stored,
  document   text        not null
);

create table call_settings (
  cid      text not null,
  settings text compression lz4 not null
);

-- With the call's own creation time, so that one index has a user's calls in the order in which they are listed.
create table members (
  user_id         text        not null,
  cid             text        not null,
  call_created_at timestamptz not null,
  role            text,
  custom          jsonb       not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);

create table participants (
  cid             text        not null,
  user_id         text        not null,
  user_session_id text        not null,
  role            text        not null,
  joined_at       timestamptz not null
);
