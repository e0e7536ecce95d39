import { parseSync } from '@swc/core'
import { z } from 'zod'

const node = z.looseObject({ type: z.string() })
type Node = z.infer<typeof node>

/** Attributes whose value is read by people. */
const readAloud = new Set([
  'about',
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'does',
  'hint',
  'label',
  'note',
  'placeholder',
  'title',
])

const words = /\p{L}{2,}/u
/** Signs rather than words: the same in any language. */
const signs = /\b(?:id|UTC)\b/g

const asNode = (value: unknown): Node | null => node.safeParse(value).data ?? null

const childrenOf = (parent: Node): readonly Node[] =>
  Object.values(parent).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => {
      const bare: unknown =
        typeof item === 'object' && item !== null && 'expression' in item && !('type' in item)
          ? item.expression
          : item
      const found = asNode(bare)
      return found === null ? [] : [found]
    }),
  )

const attribute = z.looseObject({ name: z.looseObject({ value: z.string() }), value: z.unknown() })
const literal = z.looseObject({ value: z.string() })
const template = z.looseObject({ quasis: z.array(z.looseObject({ cooked: z.string().nullish() })) })

const textOf = (found: Node): string => {
  if (found.type === 'JSXText' || found.type === 'StringLiteral') return literal.parse(found).value
  return template
    .parse(found)
    .quasis.map(({ cooked }) => cooked ?? '')
    .join(' ')
}

/** Literals that an expression can come out as: what it compares, looks up or calls with is none of them. */
const outcomes = (found: Node): readonly Node[] => {
  switch (found.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return [found]
    case 'JSXExpressionContainer':
    case 'ParenthesisExpression':
    case 'ConditionalExpression':
      return childrenOf(found).flatMap(outcomes)
    case 'BinaryExpression': {
      const { operator, left, right } = z
        .looseObject({ operator: z.string(), left: node, right: node })
        .parse(found)
      if (operator === '&&') return outcomes(right)
      return ['||', '??', '+'].includes(operator) ? [left, right].flatMap(outcomes) : []
    }
    default:
      return []
  }
}

const literalsIn = (found: Node): readonly string[] => {
  const own = (): readonly Node[] => {
    switch (found.type) {
      case 'JSXElement':
      case 'JSXFragment':
        return z
          .looseObject({ children: z.array(node) })
          .parse(found)
          .children.flatMap((child) => (child.type === 'JSXText' ? [child] : outcomes(child)))
      case 'JSXAttribute': {
        const { name, value } = attribute.parse(found)
        const given = asNode(value)
        return readAloud.has(name.value) && given !== null ? outcomes(given) : []
      }
      default:
        return []
    }
  }
  return [
    ...own()
      .map(textOf)
      .filter((text) => words.test(text.replaceAll(signs, ''))),
    ...childrenOf(found).flatMap(literalsIn),
  ]
}

/** Words for people that stand in a file of TSX itself, instead of in its texts. */
export const literalTexts = (source: string): readonly string[] => {
  const parsed = asNode(parseSync(source, { syntax: 'typescript', tsx: true }))
  return parsed === null ? [] : literalsIn(parsed)
}
