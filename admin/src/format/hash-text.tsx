import ContentCopy from '@mui/icons-material/ContentCopy'
import { Box, IconButton, Tooltip } from '@mui/material'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Code } from './fields.tsx'

interface HashTextProps {
  readonly value: string
  /** What it is, for the label of the copy button. */
  readonly name: string
  /** Shows only the first and last digits; the whole value is in the tip and is what is copied. */
  readonly short?: boolean
}

/** A long hexadecimal text that can be copied. */
export function HashText({ value, name, short = false }: HashTextProps) {
  const words = useWords()
  const notify = useNotify()
  const shown = short && value.length > 20 ? `${value.slice(0, 8)}…${value.slice(-6)}` : value
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    notify(words('app.copied'), { type: 'info', autoHideDuration: 1500 })
  }
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        overflowWrap: 'anywhere',
        whiteSpace: short ? 'nowrap' : undefined,
      }}
    >
      <Tooltip title={short ? value : ''}>
        <span>
          <Code>{shown}</Code>
        </span>
      </Tooltip>
      {/* The clipboard exists on secure origins only. */}
      {navigator.clipboard ? (
        <IconButton size="small" aria-label={words('app.copy', { name })} onClick={() => void copy()}>
          <ContentCopy sx={{ fontSize: 14 }} />
        </IconButton>
      ) : null}
    </Box>
  )
}
