-- How a player's three first vaults stand, a row a player, as the reports of those who run the club ask for it.
create view vault_status as
select p.user_id,
  g.state as gold_status,
  pl.state as platinum_status,
  d.state as diamond_status,
  (select count(*)::integer from attendance_days a where a.user_id = p.user_id and a.attended_at >= pl.opened_at)
    as platinum_attendance_days,
  coalesce((select sum(v.won)::bigint from vault_deposits v where v.user_id = p.user_id), 0)
    + coalesce((select x.deposit_total from external_ranking_data x where x.user_id = p.user_id), 0)
    as diamond_deposit_current,
  -- of the vault that attendance unlocks, whose end the reports and the reminders ask for
  pl.expires_at
from players p
left join player_vaults g on g.user_id = p.user_id and g.type = 'GOLD'
left join player_vaults pl on pl.user_id = p.user_id and pl.type = 'PLATINUM'
left join player_vaults d on d.user_id = p.user_id and d.type = 'DIAMOND'
where g.id is not null or pl.id is not null or d.id is not null;
grant select on vault_status to casino_app;
