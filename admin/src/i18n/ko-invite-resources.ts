import type { Worded } from './app-messages.ts'
import type { enInviteResources } from './en-invite-resources.ts'

/** 초대 코드와 그 필드의 이름. */
export const koInviteResources: Worded<typeof enInviteResources> = {
  invites: {
    name: '초대 코드',
    empty: '아직 초대 코드가 없습니다.',
    fields: {
      id: '코드',
      code: '코드',
      state: '상태',
      usedCount: '사용',
      expiresAt: '기한',
      note: '메모',
      createdBy: '만든 사람',
      createdAt: '생성',
      batchId: '묶음',
      disabledAt: '중지',
    },
  },
}
