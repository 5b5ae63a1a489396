package io.switchboard.bench.twin;

/** The statements of {@link CallStore}. Writes are single statements, so that a transaction has few round trips. */
final class CallSql {

    static final String USERS = "select document from users where id = any(?)";

    static final String PUT_USERS = """
            insert into users (id, document) select * from unnest(?::text[], ?::text[])
            on conflict (id) do update set document = excluded.document""";

    /** One row when the call was created, none when it was there. */
    static final String CREATE = """
            with created as (
              insert into calls (cid, type, id, created_by, team, backstage, custom, created_at, updated_at, starts_at,
                                 seq, last_hash)
              values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
              on conflict (cid) do nothing
              returning cid
            ), event as (
              insert into events (cid, seq, body) select cid, ?, ? from created
            ), settings as (
              insert into call_settings (cid, settings) select cid, ? from created
            ), first_members as (
              insert into members (cid, user_id, role, custom, created_at, updated_at)
              select cid, user_id, role, custom::jsonb, created_at, updated_at
              from created, unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                            as m(user_id, role, custom, created_at, updated_at)
            )
            select cid from created""";

    static final String FIND = "select * from calls join call_settings using (cid) where cid = ?";

    static final String NEWEST_MEMBERS = """
            select user_id, role, custom as member_custom, created_at as joined_at, updated_at as changed_at
            from members where cid = ? order by created_at desc, user_id limit ?""";

    static final String LOCK = """
            with locked as (select cid, seq, last_hash from calls where cid = ? for update)
            select l.seq, l.last_hash, w.wanted, u.document, m.user_id, m.role, m.custom as member_custom,
                   m.created_at as joined_at, m.updated_at as changed_at
            from locked l
            left join unnest(?::text[]) with ordinality as w(wanted, place) on true
            left join users u on u.id = w.wanted
            left join members m on m.user_id = w.wanted and m.cid = l.cid
            order by w.place""";

    static final String CHANGE = """
            with changed as (
              update calls set seq = ?, last_hash = ?, updated_at = ? where cid = ?
            ), event as (
              insert into events (cid, seq, body) values (?, ?, ?)
            ), removed as (
              delete from members where cid = ? and user_id = any(?)
            )
            insert into members (cid, user_id, role, custom, created_at, updated_at)
            select ?, user_id, role, custom::jsonb, created_at, updated_at
            from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                 as m(user_id, role, custom, created_at, updated_at)
            on conflict (user_id, cid) do update
              set role = excluded.role, custom = excluded.custom, updated_at = excluded.updated_at""";

    private CallSql() {
    }
}
