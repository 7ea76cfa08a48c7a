drop view vault_status;
