import ProofIcon from '@mui/icons-material/VerifiedOutlined'
import { Alert, Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { HashText } from '../format/hash-text.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { ChainProof } from '../providers/access-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Has the server prove the whole log anew, and shows the head of the chain to be written down. */
export function ChainButton() {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { proveAuditLog } = useAdminActions()
  const [working, setWorking] = useState(false)
  const [proof, setProof] = useState<ChainProof | null>(null)
  const prove = async () => {
    setWorking(true)
    try {
      setProof(await proveAuditLog())
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setWorking(false)
    }
  }
  return (
    <>
      <Button
        size="small"
        startIcon={<ProofIcon />}
        loading={working}
        loadingPosition="start"
        onClick={() => void prove()}
        data-testid="chain-prove"
      >
        {words('access.prove')}
      </Button>
      <Dialog open={proof !== null} onClose={() => setProof(null)} aria-labelledby="chain-title">
        <DialogTitle id="chain-title">{words('access.chain')}</DialogTitle>
        <DialogContent>{proof ? <Proof proof={proof} /> : null}</DialogContent>
      </Dialog>
    </>
  )
}

function Proof({ proof: { links, head, bad } }: { proof: ChainProof }) {
  const words = useWords()
  return (
    <Alert severity={bad === null ? 'success' : 'error'} data-testid="chain-proof">
      {bad === null
        ? words('access.chainWhole', { smart_count: links })
        : words('access.chainBroken', { id: bad.logId })}
      {head === null ? null : (
        <div>
          <HashText value={head} name={words('access.chainHead')} />
        </div>
      )}
    </Alert>
  )
}
