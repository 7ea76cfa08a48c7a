import type { SandboxPayment, State } from './payments.ts'

interface Words {
  readonly title: string
  readonly notice: string
  readonly approve: string
  readonly decline: string
  readonly states: Readonly<Record<State, string>>
}

const WORDS: Readonly<Record<'en' | 'ko', Words>> = {
  en: {
    title: 'Test payment',
    notice: 'This is a sandbox: no money moves.',
    approve: 'Pay',
    decline: 'Cancel',
    states: {
      pending: 'Waiting for you',
      authorized: 'Approved: you may close this page',
      captured: 'Paid: you may close this page',
      declined: 'Not paid',
      voided: 'This order is closed',
    },
  },
  ko: {
    title: '테스트 결제',
    notice: '샌드박스입니다. 실제 돈은 오가지 않습니다.',
    approve: '결제하기',
    decline: '취소',
    states: {
      pending: '결제를 기다리고 있습니다',
      authorized: '승인되었습니다. 이 창을 닫아도 됩니다',
      captured: '결제되었습니다. 이 창을 닫아도 됩니다',
      declined: '결제되지 않았습니다',
      voided: '종료된 주문입니다',
    },
  },
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem;color:#222}
button{font:inherit;padding:.7rem 1.4rem;margin:.3rem .3rem 0 0;border-radius:.4rem;border:1px solid #888;cursor:pointer}
button[value=approve]{background:#1a5fb4;color:#fff;border-color:#1a5fb4}`

/** The page on which a player pays or does not. */
export function payPage(payment: SandboxPayment, language: string): string {
  const locale = language === 'ko' ? 'ko' : 'en'
  const words = WORDS[locale]
  const amount = new Intl.NumberFormat(locale, { style: 'currency', currency: 'KRW' }).format(payment.amount)
  const buttons = `<form method="post"><button name="choice" value="approve">${words.approve}</button>
<button name="choice" value="decline">${words.decline}</button></form>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${words.title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>
<body><main><h1>${words.title}</h1><p>${words.notice}</p><p>${escaped(payment.orderName)} <strong>${amount}</strong></p>
<p role="status">${words.states[payment.state]}</p>${payment.state === 'pending' ? buttons : ''}</main></body></html>`
}
