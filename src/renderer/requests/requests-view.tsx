import { Network, SearchX } from 'lucide-react'
import { useMemo, useReducer, useState } from 'react'
import { Button } from '../components/button'
import { SearchField } from '../components/field'
import { FollowButton } from '../components/follow-button'
import { Empty, FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { Segmented } from '../components/segmented'
import { isUsable, useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { FleetDown } from '../fleet/fleet-down'
import { go } from '../views/route'
import { applyRequestEvent, findRequests, noRequests } from './request-buffer'
import { RequestList } from './request-list'
import { requestTexts as texts } from './texts'
import './requests-view.css'

type Order = 'newest' | 'oldest'

interface NoRequestsProps {
  /** Whether it is known by now what there is. */
  readonly told: boolean
  readonly none: boolean
  readonly onShowAll: () => void
}

const NoRequests = ({ told, none, onShowAll }: NoRequestsProps) => {
  if (!told) return <Skeleton lines={8} label={texts.reading} />
  return none ? (
    <Empty
      icon={Network}
      title={texts.none}
      action={<Button onClick={() => go('cheatsheet')}>{texts.toCheatsheet}</Button>}
    >
      {texts.noneAbout}
    </Empty>
  ) : (
    <Empty icon={SearchX} title={texts.noMatch} action={<Button onClick={onShowAll}>{texts.showAll}</Button>}>
      {texts.noMatchAbout}
    </Empty>
  )
}

const Log = () => {
  const [log, apply] = useReducer(applyRequestEvent, noRequests)
  const [search, setSearch] = useState('')
  /** Whether the newest ones are in, be they none. */
  const [told, setTold] = useState(false)
  const [own, setOwn] = useState(false)
  const [order, setOrder] = useState<Order>('newest')
  const stream = useStream('fleet.requests', { tail: 500 }, (entries) => {
    setTold(true)
    apply({ kind: 'entries', entries })
  })
  const found = useMemo(
    () => findRequests(log.entries, { search, own, newestFirst: order === 'newest' }),
    [log.entries, search, own, order],
  )
  const none = log.entries.length === 0
  return (
    <>
      <div className="toolbar">
        <SearchField
          label={texts.search}
          placeholder={texts.searchHint}
          value={search}
          onChange={setSearch}
        />
        <Segmented
          label={texts.order}
          value={order}
          choices={[
            { value: 'newest', label: texts.newest },
            { value: 'oldest', label: texts.oldest },
          ]}
          onChange={setOrder}
        />
        <label className="requests-own">
          <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
          {texts.own}
        </label>
        <FollowButton paused={log.paused} onChange={apply} />
      </div>
      {stream.error !== null && stream.error.code !== 'FLEET_DOWN' && <FailureNotice error={stream.error} />}
      <section className="panel requests" aria-label={texts.title}>
        {found.length === 0 ? (
          <NoRequests
            told={told || stream.error !== null}
            none={none}
            onShowAll={() => {
              setSearch('')
              setOwn(true)
            }}
          />
        ) : (
          <RequestList entries={found} newestFirst={order === 'newest'} following={!log.paused} />
        )}
        <footer className="panel-foot tabular">
          <span>{texts.shown(found.length, log.entries.length)}</span>
          {stream.link === 'lost' && <span>{texts.reconnecting}</span>}
          {log.held.length > 0 && (
            <Button small look="quiet" onClick={() => apply({ kind: 'follow' })}>
              {texts.waiting(log.held.length)}
            </Button>
          )}
        </footer>
      </section>
    </>
  )
}

export const RequestsView = () => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  return (
    <View title={texts.title} about={texts.about} fills>
      {usable ? <Log /> : <FleetDown label={texts.title}>{texts.downAbout}</FleetDown>}
    </View>
  )
}
