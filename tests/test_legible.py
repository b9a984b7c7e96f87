"""The pages' words can be read, in both themes: contrast as WCAG 2.1 asks for it (AA, 1.4.3), measured in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# Every word that is shown, its colour laid over all grounds and through all opacities around it. Left out: what is
# switched off, and charts, whose colours have tests of their own (test_maps.py).
POOR = """() => {
    const parts = text => { const found = text.match(/[\\d.]+/g).map(Number); return found.length > 3 ? found : [...found, 1]; };
    const over = (top, below, share) => below.map((part, at) => top[at] * share + part * (1 - share));
    const light = colour => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
        const part = colour[at] / 255;
        return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
    const poor = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    for (let node; node = words.nextNode();) {
        const of = node.parentElement;
        if (!node.data.trim() || of.closest('svg, script, style, [disabled], [aria-disabled=true]') || !of.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        let ground = [255, 255, 255], opacity = 1;
        const around = [];
        for (let each = of; each; each = each.parentElement) around.unshift(getComputedStyle(each));
        for (const style of around) {
            const back = parts(style.backgroundColor);
            ground = over(back, ground, back[3]);
            opacity *= Number(style.opacity);
        }
        const style = around.at(-1), ink = parts(style.color), size = parseFloat(style.fontSize);
        const [more, less] = [light(over(ink, ground, ink[3] * opacity)), light(ground)].sort((one, other) => other - one);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if ((more + 0.05) / (less + 0.05) < (isLarge ? 3 : 4.5)) poor.push(node.data.trim().slice(0, 40));
        seen += 1;
    }
    return [seen, poor];
}"""
PAGES = {"": ".evidence article", "actor": ".cards.six .card", "evidence": ".evidence article", "corpus": ".stDataFrame", "method": ".indicators section"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page, page_url, theme):
    page.emulate_media(color_scheme=theme)
    for path, awaited in PAGES.items():
        page.goto(f"{page_url}/{path}")
        page.locator(awaited).first.wait_for()
        expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
        seen, poor = page.evaluate(POOR)
        assert seen > 20 and not poor, f"/{path}"
