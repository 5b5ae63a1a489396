-- The log. A row per event, its exact bytes, dense numbers per call.
create table if not exists events (
  cid  text   not null,
  seq  bigint not null,
  body bytea  compression lz4 not null,
  primary key (cid, seq)
);

create table if not exists users (
  id       text primary key,
  document text not null
);

-- The state: what queries look at.
create table if not exists calls (
  cid         text primary key,
  type        text        not null,
  id          text        not null,
  created_by  text        not null,
  team        text,
  backstage   boolean     not null,
  custom      jsonb       not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  starts_at   timestamptz,
  ended_at    timestamptz,
  seq         bigint      not null,
  last_hash   text        not null
);
create index if not exists calls_newest     on calls (created_at desc, cid);
create index if not exists calls_starts_at  on calls (starts_at);
create index if not exists calls_updated_at on calls (updated_at);
create index if not exists calls_ended_at   on calls (ended_at);
create index if not exists calls_type       on calls (type);
create index if not exists calls_created_by on calls (created_by);
create index if not exists calls_team       on calls (team);
create index if not exists calls_custom     on calls using gin (custom jsonb_path_ops);

-- Beside the calls, so that a member update does not copy two kilobytes of settings.
create table if not exists call_settings (
  cid      text primary key,
  settings text compression lz4 not null
);

create table if not exists members (
  user_id    text        not null,
  cid        text        not null,
  role       text,
  custom     jsonb       not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (user_id, cid)
);
create index if not exists members_of_call on members (cid, created_at desc, user_id);
