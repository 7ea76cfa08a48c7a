drop table campaign_checks;
drop table campaign_recipients;
drop table campaigns;
drop function campaigns_keep();
