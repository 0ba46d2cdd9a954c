import { type Config, holidaysOf } from '../../config.ts'
import { daysOff } from '../../domain/calendar/days-off.ts'
import { ConfigRefused } from '../config-file.ts'

/** The days off of an entity: its weekend, the public holidays where it is, the company's days off and its own. */
export function dayOffRule(config: Config, key: string): (date: string) => boolean {
  const given = config.entities.find((entity) => entity.key === key)
  const where = holidaysOf(config, key)
  const holidays = where === undefined ? [] : config.publicHolidays[where]
  // A holiday that is not known would be counted as a business day.
  if (!holidays) throw new ConfigRefused(`publicHolidays: has no dates for ${where}: compile the configuration again`)
  return daysOff(given?.weekend ?? config.weekend, [...holidays, ...config.daysOff, ...(given?.daysOff ?? [])])
}
