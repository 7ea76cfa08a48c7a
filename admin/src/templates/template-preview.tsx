import type { TemplatePreview as Preview, TemplateBody } from '@casino-club/shared'
import { Alert, Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** How a message looks with its samples, as the server would send it, and a letter to oneself. */
export function TemplatePreview({ body }: { body: TemplateBody | null }) {
  const words = useWords()
  const { previewTemplate } = useAdminActions()
  const [shown, setShown] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const show = async (template: TemplateBody) => {
    setFailure(null)
    setShown(null)
    await previewTemplate(template).then(setShown, setFailure)
  }
  return (
    <Stack spacing={2}>
      <div>
        <Button
          variant="outlined"
          disabled={body === null}
          onClick={() => body && void show(body)}
          data-testid="template-preview"
        >
          {words('templates.preview')}
        </Button>
      </div>
      {failure ? <RefusalAlert failure={failure} testId="template-preview-failed" /> : null}
      {shown ? (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
          {(['ko', 'en'] as const).map((language) => (
            <Paper key={language} variant="outlined" sx={{ p: 2, minWidth: 0 }} lang={language}>
              <Typography variant="subtitle1" component="h3" data-testid={`template-shown-${language}`}>
                {shown[language].title}
              </Typography>
              <Box
                component="iframe"
                // Nothing in it may run, open or fetch.
                sandbox=""
                title={`${words('templates.preview')} ${language}`}
                srcDoc={shown[language].html}
                sx={{ width: '100%', height: 420, border: 0 }}
              />
              <Typography variant="caption">{words('templates.previewText')}</Typography>
              <Box component="pre" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 12 }}>
                {shown[language].text}
              </Box>
            </Paper>
          ))}
        </Box>
      ) : null}
      <TestLetter body={body} />
    </Stack>
  )
}

function TestLetter({ body }: { body: TemplateBody | null }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { testTemplate } = useAdminActions()
  const [to, setTo] = useState('')
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const send = async (language: 'ko' | 'en', template: TemplateBody) => {
    setSending(true)
    setFailure(null)
    try {
      await testTemplate(to.trim(), language, template)
      notify(words('templates.tested'), { type: 'success' })
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <TextField
        size="small"
        label={words('templates.testTo')}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'email', maxLength: 254, 'data-testid': 'template-test-to' } }}
      />
      {(['ko', 'en'] as const).map((language) => (
        <Button
          key={language}
          loading={sending}
          disabled={body === null || !to.includes('@')}
          onClick={() => body && void send(language, body)}
          data-testid={`template-test-${language}`}
        >
          {`${words('templates.test')} (${words(`templates.languages.${language}`)})`}
        </Button>
      ))}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
    </Stack>
  )
}
