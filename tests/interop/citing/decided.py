"""Where we differ from citeproc-js, why, and what we write: nothing else may differ.

The reasons are those of the decision page on citations, by their names there.
"""

from typing import Final

DECIDED: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "chicago-note": {},
    "chicago-bibliography": {
        "entry-version": (
            "no-line",
            "<i>Slovo</i>. “Leon Trotsky.” Version 3. November 22, 2026. https://slovo.example/id/cf3x6qp.",
        ),
        "letter-unheld": (
            "no-line",
            "Trotsky, Leon. “Letter to Chkheidze.” Letter. April 1, 1913.",
        ),
        "manuscript-unheld": (
            "no-line",
            "Trotsky, Leon. “Last Will.” Testament. February 27, 1940.",
        ),
        "speech": ("no-line", "Trotsky, Leon. “Speech on the War.” Speech. October 25, 1917."),
    },
    "chicago-author-date": {
        "entry-version": (
            "capital",
            "<i>Slovo</i>. 2026. “Leon Trotsky.” Version 3. November 22. https://slovo.example/id/cf3x6qp.",
        ),
        "letter-unheld": (
            "no-line",
            "Trotsky, Leon. 1913. “Letter to Chkheidze.” Letter. April 1.",
        ),
    },
    "mla": {
        "book-translated": (
            "capital",
            (
                "Trotsky, Leon. <i>My Life</i>. Edited by Julius Martov, "
                "translated by Vera Zasulich, P, 1930."
            ),
        ),
        "book-in-volumes": (
            "volume",
            "Lenin, Vladimir Ilyich. <i>Complete Works</i>. Vol. 45, P, 1970.",
        ),
        "report": ("capital", "Trotsky, Leon. <i>Report on the Army</i>. Report no. 5, P, 1920."),
        "speech": ("day", "Trotsky, Leon. “Speech on the War.” Speech. 25 Oct. 1917."),
    },
    "apa": {
        "entry-version": (
            "version-day",
            "Leon Trotsky. (2026, November 22). In <i>Slovo</i> (Version 3). https://slovo.example/id/cf3x6qp",
        ),
        "letter-unheld": (
            "no-line",
            "Trotsky, L. (1913, April 1). <i>Letter to Chkheidze</i> [Letter].",
        ),
    },
    "gost": {
        "entry-version": (
            "electronic",
            (
                "Leon Trotsky // Slovo. Версия 3, 22.11.2026 [Электронный ресурс]. "
                "URL: https://slovo.example/id/cf3x6qp (дата обращения: 27.11.2026)."
            ),
        ),
        "entry-in-print": (
            "book-part",
            (
                "Trotsky L. Trotsky // Encyclopædia Britannica. Т. 4. "
                "Chicago: Encyclopædia Britannica, 1926. С. 3–4."
            ),
        ),
        "book-of-four": ("four-authors", "Iskra / L. Trotsky [и др.]. Munich: P, 1902."),
        "book-translated": (
            "translator",
            "Trotsky L. My Life / под ред. J. Martov ; пер. V. Zasulich. Berlin: P, 1930.",
        ),
        "book-in-volumes": ("volume", "Lenin V. I. Complete Works. Т. 45. Moscow: P, 1970."),
        "book-perhaps": ("doubt", "Trotsky L. My Life. Berlin: Granit, [1930?]."),
        "book-without-publisher": ("empty-sign", "Trotsky L. My Life. Berlin, 1930."),
        "pamphlet": (
            "no-host",
            "St Petersburg Soviet. To All Workers: leaflet. St Petersburg, 1905.",
        ),
        "pamphlet-of-days": ("no-host", "Zimmerwald Manifesto. 1915."),
        "newspaper": ("day", "Trotsky L. The war // Nashe Slovo. 1915. 29 янв."),
        "newspaper-unsigned": ("day", "Is this so? // Nashe Slovo. 1915. № 12. 5 сент. С. 1–2."),
        "newspaper-of-days": ("day", "Trotsky L. Reports // Kievskaya Mysl. 1915. 5–8 сентября."),
        "letter": (
            "no-host",
            "Trotsky L. Letter to Chkheidze: letter. 1 апреля 1913 // RGASPI. F. 325.",
        ),
        "letter-unheld": ("no-host", "Trotsky L. Letter to Chkheidze: letter. 1 апреля 1913."),
        "manuscript": (
            "no-host",
            "Police file on Trotsky: archival file. 1911 // GARF. F. 102, op. 5.",
        ),
        "manuscript-unheld": ("no-host", "Trotsky L. Last will: testament. 27 февраля 1940."),
        "document": ("no-host", "St Petersburg Soviet. Minutes. 1905 // GARF. F. 102."),
        "report": ("genre", "Trotsky L. Report on the Army: report № 5. Moscow: P, 1920."),
        "report-bare": ("empty-sign", "Trotsky L. Report on the Army. 1920."),
        "thesis": (
            "no-host",
            "Zasulich V. A study of Iskra: PhD thesis. Odessa: University of Odessa, 1970.",
        ),
        "speech": ("no-host", "Trotsky L. Speech on the war: speech. 25 октября 1917."),
        "serial": ("no-host", "Nashe Slovo. 1915."),
    },
}
"""By style and case: the reason, and our citation with its italics."""
