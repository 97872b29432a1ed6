/** The element of this id: the page has it. */
export const byId = (id) => document.getElementById(id)

/** An element. Text goes in as text, whatever it looks like; `on…` attributes are listeners. */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

/** A piece of a drawing; drawings repeat what is said in words, so they are hidden from screen readers. */
export const draw = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}

/** Puts these children where others were. */
export const fill = (element, ...children) => {
  element.replaceChildren(
    ...children.flat().filter((child) => child !== undefined && child !== null && child !== false)
  )
  return element
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" })

export const dayOf = (iso) => day.format(new Date(iso))
export const momentOf = (iso) => moment.format(new Date(iso))
