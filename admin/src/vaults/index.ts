import VaultIcon from '@mui/icons-material/SavingsOutlined'
import type { VaultKind } from '../providers/resources.ts'
import { VaultList } from './vault-list.tsx'

export const vaults = {
  name: 'vaults',
  icon: VaultIcon,
  list: VaultList,
  recordRepresentation: (vault: VaultKind) => vault.id,
}
