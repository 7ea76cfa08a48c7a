drop trigger player_vaults_claimed on player_vaults;
drop function stop_vault_alerts();
drop table alert_queue;
drop index notifications_vault;
