export const QuickSheet = () => null
