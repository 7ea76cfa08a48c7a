drop table stakes;
drop table rounds;
drop function refuse_stake_change();
drop function refuse_round_change();
