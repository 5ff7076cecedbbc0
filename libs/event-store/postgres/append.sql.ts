/** Every append holds this lock from before it reads the head until its commit is durable and visible. */
export const APPEND_LOCK = 7_390_224_002;

/** Where `append` sends the position of the new head. */
export const CHANNEL = 'event_store';

/** Separates the texts of one parameter. JSON.stringify never emits it, and names with control characters are refused. */
export const SEPARATOR = '\x1e';

/**
 * `expected` in SQL for the expectations that are not a revision; an empty stream is at revision -1.
 * `still_none` is no_stream for a request without events.
 */
export const EXPECTED = { no_stream: -1, any: -2, stream_exists: -3, still_none: -4 } as const;

/**
 * `append` writes a group of requests in one transaction. A request names one stream; requests of one unit are
 * written together or not at all; no stream occurs in two requests. `p_ends` gives for each request the number of events
 * up to its end, `p_request` for each event its request and `p_step` its place in it, all from 1.
 *
 * It first inserts in the belief that every request is new and fits; only when one does not, all are judged one by one
 * (`judge`) and those that pass are written. `outcomes` is null when all were written as given.
 */
export const APPEND_FUNCTIONS = `
create or replace function event_store.judge(p_streams text[], p_expected int[], p_ends int[], p_ids uuid[])
returns table (request bigint, outcome text, actual int, revision int, place bigint) language sql stable as $$
  select r.request, case
      when r.expected = ${EXPECTED.still_none} then case when a.actual = -1 then 'written' else 'wrong' end
      when r.expected >= -1 and r.expected < a.actual then
        case when k.events > 0 and k.in_place = k.events then 'repeated' when k.first_in_place then 'conflict' else 'wrong' end
      when r.expected > a.actual then 'wrong'
      when r.expected < -1 and k.first_here then case when k.here = k.events then 'repeated' else 'conflict' end
      when r.expected = ${EXPECTED.stream_exists} and a.actual = -1 then 'wrong'
      when k.anywhere > 0 then 'conflict'
      else 'written'
    end, a.actual, k.last_revision, k.last_position
  from unnest(p_streams, p_expected, p_ends) with ordinality r(stream, expected, ending, request)
  cross join lateral (
    select coalesce(max(e.revision), -1) as actual from event_store.event e where e.stream = r.stream
  ) a
  cross join lateral (
    select count(*) as events, count(e.stream) as anywhere, count(*) filter (where e.stream = r.stream) as here,
      coalesce(bool_or(e.stream = r.stream and g.step = 1), false) as first_here,
      count(*) filter (where e.stream = r.stream and e.revision = r.expected + g.step) as in_place,
      coalesce(bool_or(e.stream = r.stream and e.revision = r.expected + 1 and g.step = 1), false) as first_in_place,
      max(e.revision) filter (where e.stream = r.stream) as last_revision,
      max(e.position) filter (where e.stream = r.stream) as last_position
    from (
      select p_ids[n] as id, row_number() over () as step from generate_series(coalesce(p_ends[r.request - 1], 0) + 1, r.ending) n
    ) g left join event_store.event e on e.event_id = g.id
  ) k
$$;

create or replace function event_store.append(
  p_streams text, p_expected int[], p_units int[], p_ends int[],
  p_request int[], p_step int[], p_ids text, p_types text, p_data text, p_metadata text,
  out base bigint, out actuals int[], out outcomes text[], out revisions int[], out places bigint[]
) language plpgsql as $$
declare
  separator constant text := chr(30);
  streams text[] := string_to_array(p_streams, separator);
  ids uuid[] := string_to_array(p_ids, separator)::uuid[];
  instant timestamptz;
  accepted boolean[] := array_fill(true, array[cardinality(streams)]);
  fits boolean;
  written bigint := 0;
begin
  perform pg_advisory_xact_lock(${APPEND_LOCK});
  -- From here on no other append is under way, and each statement sees everything committed before it.
  select coalesce(max(e.position), 0) into base from event_store.event e;
  instant := clock_timestamp();
  select array_agg(a.actual order by a.request), bool_and(
      a.actual = a.expected or a.expected = ${EXPECTED.any}
      or a.expected = ${EXPECTED.stream_exists} and a.actual >= 0 or a.expected = ${EXPECTED.still_none} and a.actual = -1)
    into actuals, fits
    from (
      select r.request, p_expected[r.request] as expected, case
          -- A new stream needs no look-up: its revision 0 is unique.
          when p_expected[r.request] = ${EXPECTED.no_stream} then -1
          else coalesce((select max(e.revision) from event_store.event e where e.stream = r.stream), -1)
        end as actual
      from unnest(streams) with ordinality r(stream, request)
      offset 0 -- so that each stream is looked up once
    ) a;
  for attempt in 1..2 loop
    if attempt = 2 or not fits then
      select array_agg(j.outcome order by j.request), array_agg(j.actual order by j.request),
          array_agg(j.revision order by j.request), array_agg(j.place order by j.request)
        into outcomes, actuals, revisions, places
        from event_store.judge(streams, p_expected, p_ends, ids) j;
      select array_agg(not u.refused and u.outcome = 'written' order by u.n) into accepted from (
        select o.n, o.outcome, bool_or(o.outcome in ('wrong', 'conflict')) over (partition by o.unit) as refused
        from unnest(outcomes, p_units) with ordinality o(outcome, unit, n)
      ) u;
    end if;
    begin
      insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
        select base + row_number() over (order by e.n), actuals[e.request] + e.step, instant, e.id, streams[e.request],
          e.type, e.data::json, e.metadata::json
        from rows from (
          unnest(p_request), unnest(p_step), unnest(ids), unnest(string_to_array(p_types, separator)),
          unnest(string_to_array(p_data, separator)), unnest(string_to_array(p_metadata, separator))
        ) with ordinality e(request, step, id, type, data, metadata, n)
        where accepted[e.request];
      get diagnostics written = row_count;
      exit;
    exception when unique_violation then
      if outcomes is not null then raise; end if;
    end;
  end loop;
  if written > 0 then perform pg_notify('${CHANNEL}', (base + written)::text); end if;
end $$;
`;
