const told = JSON.parse(document.getElementById("told").textContent)
const find = document.querySelector("input")
const nothing = document.getElementById("nothing")
const blocks = [...document.querySelectorAll("details")]

/** So many lines of one reason are drawn; the box finds the others. */
const most = 500

/** Whoever typed less looks for nothing yet. */
const least = 3

const code = (id) => Object.assign(document.createElement("code"), { textContent: id })

const lineOf = ([id, ...about]) => {
  const line = document.createElement("li")
  line.append(code(id))
  about.forEach((other, at) => line.append(at === 0 ? " met " : ", ", code(other)))
  return line
}

const wanted = () => {
  const text = find.value.trim().toLowerCase()
  return text.length < least ? "" : text
}

const hitsIn = (block) => {
  const ids = wanted()
  const rows = told[block.dataset.block]
  return ids === "" ? rows : rows.filter((row) => row.some((id) => id.toLowerCase().includes(ids)))
}

const draw = (block) => {
  const hits = hitsIn(block)
  block.querySelector("ul").replaceChildren(...hits.slice(0, most).map(lineOf))
  const more = block.querySelector("p")
  more.hidden = hits.length <= most
  more.textContent = `and ${(hits.length - most).toLocaleString("en")} more: the box above finds each by its id`
}

for (const block of blocks) block.addEventListener("toggle", () => block.open && draw(block))

find.addEventListener("input", () => {
  const isAsked = wanted() !== ""
  for (const block of blocks) {
    const isHit = hitsIn(block).length > 0
    block.hidden = !isHit
    block.open = isAsked && isHit
    if (block.open) draw(block)
  }
  nothing.hidden = blocks.some((block) => !block.hidden)
})
