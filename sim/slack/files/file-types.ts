type FileType = { filetype: string; mimetype: string; pretty_type: string }

const types: Readonly<Record<string, Omit<FileType, 'filetype'>>> = {
  csv: { mimetype: 'text/csv', pretty_type: 'CSV' },
  txt: { mimetype: 'text/plain', pretty_type: 'Plain Text' },
  json: { mimetype: 'application/json', pretty_type: 'JSON' },
  html: { mimetype: 'text/html', pretty_type: 'HTML' },
  png: { mimetype: 'image/png', pretty_type: 'PNG' },
  jpg: { mimetype: 'image/jpeg', pretty_type: 'JPEG' },
  gif: { mimetype: 'image/gif', pretty_type: 'GIF' },
  pdf: { mimetype: 'application/pdf', pretty_type: 'PDF' },
  xlsx: {
    mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pretty_type: 'Excel Spreadsheet',
  },
  zip: { mimetype: 'application/zip', pretty_type: 'Zip' },
  gz: { mimetype: 'application/gzip', pretty_type: 'Gzip' },
}

/** What Slack makes of a file's name. */
export const fileTypeOf = (name: string): FileType => {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = Object.hasOwn(types, ending) ? types[ending] : undefined
  if (known === undefined) return { filetype: 'binary', mimetype: 'application/octet-stream', pretty_type: 'Binary' }
  return { filetype: ending === 'txt' ? 'text' : ending, ...known }
}
