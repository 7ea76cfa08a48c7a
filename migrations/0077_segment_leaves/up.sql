-- Who is made one account with another leaves all his segments: he goes nowhere.
alter table segment_moves alter column to_segment drop not null;
alter table segment_moves drop constraint segment_moves_cause_check;
alter table segment_moves add constraint segment_moves_cause_check
  check (cause in ('rules', 'override', 'override_end', 'merged')) not valid;
alter table segment_moves add constraint segment_moves_leave check ((to_segment is null) = (cause = 'merged')) not valid;
