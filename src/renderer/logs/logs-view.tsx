import { Copy, Logs, SearchX } from 'lucide-react'
import { useEffect, useMemo, useReducer, useState } from 'react'
import { serviceNames, type LogLine, type ServiceName } from '../../shared/domain/service'
import { Button, IconButton } from '../components/button'
import { copyText } from '../components/copy'
import { SearchField } from '../components/field'
import { FollowButton } from '../components/follow-button'
import { Empty, FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { Select } from '../components/select'
import { useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { FleetDown } from '../fleet/fleet-down'
import { go } from '../views/route'
import { applyLogEvent, emptyLog, logLimit } from './log-buffer'
import { LogList } from './log-list'
import { findLines, patternOf } from './log-search'
import { logTexts as texts } from './texts'
import './logs-view.css'

const levelChoices = (['debug', 'info', 'warning', 'error'] as const).map((level) => ({
  value: level,
  label: texts.levels[level],
}))

const asText = (lines: readonly LogLine[]): string =>
  lines.map((line) => `${line.time} ${line.level} ${line.text}`).join('\n')

/** One service's log; keyed by service, so that another starts empty. */
const ServiceLog = ({
  service,
  services,
}: {
  readonly service: ServiceName
  readonly services: readonly ServiceName[]
}) => {
  const [log, apply] = useReducer(applyLogEvent, emptyLog)
  const [search, setSearch] = useState('')
  /** Whether its newest lines are in, be they none. */
  const [told, setTold] = useState(false)
  const [level, setLevel] = useState<LogLine['level']>('debug')
  const running = useFleet((fleet) => fleet.status?.phase !== 'down')
  const stream = useStream('fleet.logs', running ? { service, tail: 1000 } : null, (lines) => {
    setTold(true)
    apply({ kind: 'lines', lines })
  })
  // One that starts or has failed may have services that log already, or still.
  const silent = !running || stream.error?.code === 'FLEET_DOWN'
  const cut = silent || stream.link === 'lost'
  useEffect(() => {
    if (cut) apply({ kind: 'cut' })
  }, [cut])
  const pattern = useMemo(() => patternOf(search), [search])
  const found = useMemo(
    () => findLines(log.lines, level, pattern === 'bad' ? null : pattern),
    [log.lines, level, pattern],
  )
  if (silent && log.lines.length === 0)
    return <FleetDown label={texts.list(service)}>{texts.downAbout}</FleetDown>
  return (
    <>
      <div className="toolbar">
        <Select
          mono
          label={texts.service}
          value={service}
          choices={services.map((name) => ({ value: name, label: name }))}
          onChange={(name) => go('logs', name)}
        />
        <Select label={texts.level} value={level} choices={levelChoices} onChange={setLevel} />
        <SearchField
          label={texts.search}
          placeholder={texts.searchHint}
          value={search}
          problem={pattern === 'bad' ? texts.badPattern : null}
          onChange={setSearch}
        />
        <FollowButton paused={log.paused} onChange={apply}>
          <IconButton label={texts.copy} icon={Copy} onClick={() => void copyText(asText(found), 'Log')} />
        </FollowButton>
      </div>
      {stream.error !== null && !silent && <FailureNotice error={stream.error} />}
      <div className="panel log">
        {found.length > 0 ? (
          <LogList
            label={texts.list(service)}
            lines={found}
            pattern={pattern === 'bad' ? null : pattern}
            following={!log.paused}
            onLookBack={() => apply({ kind: 'pause' })}
          />
        ) : log.lines.length > 0 ? (
          <Empty
            icon={SearchX}
            title={texts.noMatch}
            action={
              <Button
                onClick={() => {
                  setSearch('')
                  setLevel('debug')
                }}
              >
                {texts.showAll}
              </Button>
            }
          >
            {texts.noMatchAbout}
          </Empty>
        ) : told ? (
          <Empty icon={Logs} title={texts.none}>
            {texts.noneAbout}
          </Empty>
        ) : (
          stream.error === null && <Skeleton lines={8} label={texts.reading} />
        )}
        <footer className="panel-foot tabular">
          <span title={texts.bounded(logLimit)}>{texts.shown(found.length, log.lines.length)}</span>
          {silent ? <span>{texts.ended}</span> : stream.link === 'lost' && <span>{texts.reconnecting}</span>}
          {log.held.length > 0 && (
            <Button small look="quiet" onClick={() => apply({ kind: 'follow' })}>
              {texts.waiting(log.held.length)}
            </Button>
          )}
        </footer>
      </div>
    </>
  )
}

const Content = ({ subject }: { readonly subject: string }) => {
  const status = useFleet((fleet) => fleet.status)
  const known = status?.services.map(({ name }) => name) ?? []
  if (known.length === 0) return <FleetDown label={texts.title}>{texts.downAbout}</FleetDown>
  const service = serviceNames.find((name) => name === subject) ?? known[0] ?? 'gateway'
  return <ServiceLog key={service} service={service} services={known} />
}

export const LogsView = ({ subject }: { readonly subject: string }) => (
  <View title={texts.title} about={texts.about} fills>
    <Content subject={subject} />
  </View>
)
