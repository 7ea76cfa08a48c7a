-- Campaigns: what is told to many, when, how quickly, and what came of it.

create table campaigns (
  id bigint generated always as identity primary key,
  -- made by who creates it: the same one again is the same campaign
  key uuid not null unique,
  name text not null check (length(name) between 1 and 120),
  -- one more with every change by an admin; an editor names the one he saw
  revision integer not null check (revision >= 1),
  state text not null check (state in
    ('draft', 'approval', 'scheduled', 'running', 'paused', 'done', 'cancelled', 'stopped')),
  -- to whom, what, when and how quickly; fixed once it is no draft
  body json not null,
  wave smallint not null default 1 check (wave >= 1),
  created_by bigint not null references admin_users (id),
  -- who asked for the start, and, of a large one, who else looked at it
  asked_by bigint references admin_users (id),
  approved_by bigint references admin_users (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  starts_at timestamptz,
  -- since when its audience is fixed
  began_at timestamptz,
  ended_at timestamptz,
  -- not before: the next page, and the next look at what it does to its players
  next_page_at timestamptz,
  check_at timestamptz,
  -- up to which player is taken back what has not been sent; null: nothing is to be
  sweep_after bigint,
  stop_reason text check (length(stop_reason) <= 500),
  constraint campaigns_four_eyes check (approved_by is null or approved_by <> asked_by),
  constraint campaigns_asked check (state in ('draft', 'cancelled') or asked_by is not null),
  constraint campaigns_scheduled check (state in ('draft', 'approval', 'cancelled') or starts_at is not null),
  constraint campaigns_begun check (state not in ('running', 'done', 'stopped') or began_at is not null),
  constraint campaigns_ended check ((state in ('done', 'cancelled', 'stopped')) = (ended_at is not null)),
  constraint campaigns_stopped check ((state = 'stopped') = (stop_reason is not null))
);
create index campaigns_changed on campaigns (changed_at desc, id desc);
create index campaigns_at_work on campaigns (next_page_at, id) where state in ('scheduled', 'running');
create index campaigns_watched on campaigns (check_at, id) where state in ('running', 'paused');
create index campaigns_swept on campaigns (id) where sweep_after is not null;
grant select, insert, update on campaigns to casino_app;

-- What was decided about is what is sent.
create function campaigns_keep() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.body::text <> old.body::text or new.name <> old.name) then
    raise exception 'a campaign that is no draft never changes' using errcode = '23514';
  end if;
  if old.state in ('cancelled', 'stopped') and new.state <> old.state then
    raise exception 'a campaign that was ended stays so' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger campaigns_keep before update on campaigns for each row execute function campaigns_keep();

-- Its audience, fixed when it begins: a row a player and wave. Who is held out is passed over when his turn comes, so that
-- both arms are counted from the same moments.
create table campaign_recipients (
  campaign_id bigint not null references campaigns (id),
  user_id bigint not null,
  wave smallint not null check (wave >= 1),
  arm text not null check (arm in ('reached', 'heldout')),
  zone text not null check (length(zone) <= 64),
  due_at timestamptz not null,
  -- when his turn came, and what was raised for him; null then: held out, or the account was gone
  passed_at timestamptz,
  notification_id bigint,
  primary key (campaign_id, user_id, wave),
  constraint campaign_recipients_raised check (notification_id is null or (passed_at is not null and arm = 'reached')),
  constraint campaign_recipients_held check (arm = 'reached' or wave = 1)
);
create index campaign_recipients_turn on campaign_recipients (campaign_id, due_at, user_id) where passed_at is null;
create index campaign_recipients_user on campaign_recipients (user_id);
create index campaign_recipients_due on campaign_recipients (due_at);
grant select, insert, update, delete on campaign_recipients to casino_app;
-- A table that has just been filled has no statistics, and pages of it would be planned blindly.
grant maintain on campaign_recipients to casino_app;

-- What the guard rail saw, look by look.
create table campaign_checks (
  campaign_id bigint not null references campaigns (id),
  at timestamptz not null,
  harm text not null check (harm in ('limits', 'exclusions', 'nightSpend')),
  reached integer not null check (reached >= 0),
  reached_harmed integer not null check (reached_harmed between 0 and reached),
  held_out integer not null check (held_out >= 0),
  held_out_harmed integer not null check (held_out_harmed between 0 and held_out),
  significant boolean not null,
  primary key (campaign_id, at, harm)
);
create trigger campaign_checks_append_only before update or delete or truncate on campaign_checks
  for each statement execute function refuse_change();
grant select, insert on campaign_checks to casino_app;
