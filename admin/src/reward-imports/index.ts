import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import type { RewardImportRecord } from '../providers/resources.ts'
import { ImportList } from './import-list.tsx'
import { ImportShow } from './import-show.tsx'
import { ImportUpload } from './import-upload.tsx'

export const rewardImports = {
  name: 'reward-imports',
  icon: UploadIcon,
  list: ImportList,
  create: ImportUpload,
  show: ImportShow,
  recordRepresentation: (it: RewardImportRecord) => it.fileName,
}
