-- VIP tiers: what they ask for and give, how each player stands, and why.

-- One more with every change of the tiers; an editor names the one he saw.
create table vip_revision (
  one boolean primary key default true check (one),
  revision integer not null check (revision >= 0)
);
insert into vip_revision (revision) values (0);
grant select, update on vip_revision to casino_app;

create table vip_terms (
  version integer primary key check (version >= 1),
  status text not null check (status in ('draft', 'published')),
  body json not null,
  changed_at timestamptz not null,
  -- in force from then until the next version is published
  published_at timestamptz,
  constraint vip_terms_published check ((status = 'published') = (published_at is not null))
);
create unique index vip_terms_one_draft on vip_terms (status) where status = 'draft';
grant select, insert, update on vip_terms to casino_app;

-- What was published is what players reached.
create function vip_terms_keep() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'published tiers never change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger vip_terms_keep before update on vip_terms for each row execute function vip_terms_keep();

-- Days in the club's zone on which a player did something; counted from his events, and again from the first if need be.
create table vip_days (
  user_id bigint not null references users (id),
  day date not null,
  primary key (user_id, day)
);
create index vip_days_day on vip_days (day);
grant select, insert, delete on vip_days to casino_app;

-- Whose standing is to be looked at, and from when on.
create table vip_due (
  user_id bigint primary key references users (id),
  due_at timestamptz not null
);
create index vip_due_at on vip_due (due_at);
grant select, insert, update, delete on vip_due to casino_app;

-- How a player stands, as of the event that wrote it; none: he has no tier and never had one.
create table vip_standings (
  user_id bigint primary key references users (id),
  -- the event that wrote it last
  seq bigint not null check (seq >= 1),
  -- what he has earned, the version he reached it by, and until when it is kept whatever leaves the window
  earned_tier text,
  earned_level integer not null check (earned_level >= 0),
  reached_at timestamptz not null,
  reached_version integer not null references vip_terms (version),
  kept_until timestamptz not null,
  -- told that it will be lost, and from when on it is
  noticed_at timestamptz,
  falls_at timestamptz,
  -- set by an admin; a tier of null is none
  manual_tier text,
  manual_until timestamptz,
  manual_reason text,
  manual_by bigint references admin_users (id),
  -- what counts now, and what it gives
  tier text,
  level integer not null check (level >= 0),
  discount_bp integer not null check (discount_bp between 0 and 10000),
  max_discount_bp integer not null check (max_discount_bp between 0 and 10000),
  rank text not null check (rank in ('STANDARD', 'PREMIUM', 'VIP')),
  constraint vip_standings_earned check ((earned_tier is null) = (earned_level = 0)),
  constraint vip_standings_tier check ((tier is null) = (level = 0)),
  constraint vip_standings_notice check ((noticed_at is null) = (falls_at is null) and (falls_at is null or falls_at > noticed_at)),
  constraint vip_standings_manual check (num_nonnulls(manual_until, manual_reason, manual_by) in (0, 3)
    and (manual_tier is null or manual_until is not null)),
  constraint vip_standings_gives_nothing check (level > 0 or (discount_bp = 0 and rank = 'STANDARD'))
) with (fillfactor = 80);
create index vip_standings_tiers on vip_standings (tier, user_id);
grant select, insert, update, delete on vip_standings to casino_app;

-- Every change of a standing: one a player and event.
create table vip_changes (
  user_id bigint not null references users (id),
  seq bigint not null check (seq >= 1),
  at timestamptz not null,
  kind text not null check (kind in ('reached', 'kept', 'noticed', 'noticeWithdrawn', 'lowered', 'manual', 'manualEnded', 'termsChanged')),
  from_tier text,
  to_tier text,
  admin_id bigint references admin_users (id),
  reason text,
  primary key (user_id, seq),
  constraint vip_changes_by_somebody check (admin_id is null or reason is not null)
);
grant select, insert, delete on vip_changes to casino_app;

-- What a tier took off a price is a part of its own.
alter table shop_purchases add column vip_amount bigint not null default 0 check (vip_amount >= 0);
alter table shop_purchases drop constraint shop_purchases_sum;
alter table shop_purchases add constraint shop_purchases_sum
  check (amount = list_amount - discount_amount - promo_amount - vip_amount);
