import AgeIcon from '@mui/icons-material/CakeOutlined'
import type { AgeCheckRecord } from '../providers/resources.ts'
import { AgeCheckList } from './age-check-list.tsx'

export const ageChecks = {
  name: 'age-checks',
  icon: AgeIcon,
  list: AgeCheckList,
  recordRepresentation: (check: AgeCheckRecord) => `${check.id}`,
}
