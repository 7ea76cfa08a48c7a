import CampaignIcon from '@mui/icons-material/CampaignOutlined'
import { CampaignList } from './campaign-list.tsx'
import { CampaignCreate, CampaignEdit } from './campaign-pages.tsx'
import { CampaignShow } from './campaign-show.tsx'

export const campaigns = {
  name: 'campaigns',
  icon: CampaignIcon,
  list: CampaignList,
  create: CampaignCreate,
  edit: CampaignEdit,
  show: CampaignShow,
  recordRepresentation: 'name',
}
