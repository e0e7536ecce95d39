import { declaredOf } from '../../shared/commands'
import { useAnswer } from '../core/use-call'
import { useTables } from '../core/use-tables'
import { isUsable, useFleet } from '../core/fleet-status'
import { present } from '../fleet/service-state'
import { withKeys } from '../shortcuts/key-names'
import { isMac } from '../shortcuts/strokes'
import { texts } from '../texts'
import { routeHash, type ViewName } from '../views/route'
import { icons } from '../views/view-icons'
import './navigation.css'

const groups: readonly { readonly title: string; readonly views: readonly ViewName[] }[] = [
  { title: texts.groups.fleet, views: ['services', 'logs', 'requests', 'doctor'] },
  { title: texts.groups.data, views: ['annotations', 'history', 'versions', 'segmentation'] },
  { title: texts.groups.teach, views: ['welcome', 'cheatsheet', 'lessons'] },
]

type Counted = keyof typeof texts.counts

const isCounted = (view: ViewName): view is Counted => Object.hasOwn(texts.counts, view)

const useCounts = (): Partial<Record<Counted, number>> => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const services = useFleet(({ status }) =>
    status === null || status.phase === 'down' ? 0 : present(status.services, status.kind).length,
  )
  const tables = useTables(usable)
  const versions = useAnswer('versions.list', undefined, { enabled: usable })
  const rows = tables.data?.reduce((sum, table) => sum + table.liveRows, 0)
  return {
    ...(services > 0 && { services }),
    ...(usable && rows !== undefined && { annotations: rows }),
    ...(usable && versions.data !== undefined && { versions: versions.data.length }),
  }
}

export const Navigation = ({ current }: { readonly current: ViewName }) => {
  const counts = useCounts()
  return (
    <nav className="nav" aria-label={texts.navigation}>
      {groups.map((group) => (
        <div key={group.title} className="nav-group" role="group" aria-label={group.title}>
          <p className="nav-title">{group.title}</p>
          {group.views.map((view) => {
            const Icon = icons[view]
            const count = isCounted(view) ? counts[view] : undefined
            return (
              <a
                key={view}
                href={routeHash(view)}
                className="nav-link"
                aria-current={view === current ? 'page' : undefined}
                title={withKeys(texts.views[view], declaredOf(`view.${view}`).keys, isMac())}
              >
                <Icon aria-hidden />
                <span className="nav-word">{texts.views[view]}</span>
                {count !== undefined && (
                  <span
                    className="nav-count tabular"
                    aria-label={isCounted(view) ? `${count} ${texts.counts[view]}` : undefined}
                  >
                    {count.toLocaleString('en')}
                  </span>
                )}
              </a>
            )
          })}
        </div>
      ))}
    </nav>
  )
}
