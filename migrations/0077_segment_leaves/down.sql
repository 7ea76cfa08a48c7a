delete from segment_moves where cause = 'merged';
alter table segment_moves drop constraint segment_moves_leave;
alter table segment_moves drop constraint segment_moves_cause_check;
alter table segment_moves add constraint segment_moves_cause_check check (cause in ('rules', 'override', 'override_end'));
alter table segment_moves alter column to_segment set not null;
