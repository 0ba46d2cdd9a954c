import type { WebClient } from '@slack/web-api'
import { drawingOf } from '../../picture/drawing.ts'
import { createUploadPicture } from '../../slack/files/upload-picture.ts'
import { daysToCloseText } from '../../slack/messages/home/days-to-close-text.ts'
import { createKeptPictures } from '../../store/told/kept-pictures.ts'
import { createPictures } from '../../usecases/pictures/pictures.ts'
import type { Pictures } from '../../usecases/ports/telling/pictures.ts'
import type { Common } from '../adapters.ts'
import { realNow } from '../clock.ts'

export function picturesFor(
  { dynamodb, names, log }: Pick<Common, 'dynamodb' | 'names' | 'log'>,
  { slack, label }: { slack: WebClient; label: (entity: string) => string },
): Pictures {
  return createPictures({
    drawingOf,
    inWords: (entity, series) => daysToCloseText(label(entity), series),
    keptPictures: createKeptPictures(dynamodb, names),
    uploadPicture: createUploadPicture(slack),
    now: realNow,
    log,
  })
}
