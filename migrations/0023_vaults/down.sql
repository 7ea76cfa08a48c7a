drop table vault_status_snapshot;
drop table external_ranking_data;
drop trigger shop_purchases_deposit on shop_purchases;
drop function count_deposit();
drop table vault_deposits;
drop table attendance_days;
drop table player_vaults;
drop function check_vault();
drop table vault_definitions;
