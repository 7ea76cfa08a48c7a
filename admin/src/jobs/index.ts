import JobIcon from '@mui/icons-material/ScheduleOutlined'
import type { JobRow } from '../providers/resources.ts'
import { JobList } from './job-list.tsx'
import { JobShow } from './job-show.tsx'

export const jobs = {
  name: 'jobs',
  icon: JobIcon,
  list: JobList,
  show: JobShow,
  recordRepresentation: (job: JobRow) => job.id,
}
