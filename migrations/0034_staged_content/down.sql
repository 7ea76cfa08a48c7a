drop table staged_content_versions;
drop function staged_content_versions_keep();
drop table staged_contents;
