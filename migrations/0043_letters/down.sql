drop table email_triggers;
drop table message_template_texts;
drop table message_template_versions;
drop table message_templates;
drop table email_optouts;
drop table email_suppressions;
