import { config } from 'zod'

// Before any schema is made: zod would try `new Function` to compile it, which the panel's policy reports as a violation.
config({ jitless: true })
