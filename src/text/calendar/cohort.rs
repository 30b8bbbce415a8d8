//! Where a person stands in school: the children who start together, their year groups, phases and birthdays.
//!
//! **In:** a date of birth, or a year group on some day. **Out:** [`Cohort`], [`Phase`], birthdays. **Layer:** 1.
//!
//! Children born from 1 September to 31 August form one cohort, named by the calendar year B in which that year began:
//! they start Reception in September B + 5 and Year n in September B + 5 + n. Some children are educated out of their
//! year, so a year group that somebody states wins over one that is computed.

use super::{SchoolYear, day};
use crate::domain::{Context, YearGroup};
use jiff::civil::Date;

/// Children who start school together, by the school year in which they were born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cohort(pub SchoolYear);

/// Years between the school year of birth and Reception.
const TO_RECEPTION: i16 = 5;

impl Cohort {
    /// The cohort of somebody born on this day.
    pub fn born(date_of_birth: Date) -> Self {
        Cohort(SchoolYear::containing(date_of_birth))
    }

    /// The cohort that is in this year group on this day, whatever its ages.
    pub fn in_group(group: YearGroup, today: Date) -> Self {
        Cohort(SchoolYear::containing(today).plus(-TO_RECEPTION - place(group)))
    }

    /// The cohort of the person: by the year group if it is stated, else by the date of birth.
    pub fn of(context: &Context) -> Option<Self> {
        let stated = || Some(Cohort::in_group(context.year_group?, context.today?));
        stated().or_else(|| context.date_of_birth.map(Cohort::born))
    }

    /// The school year that this cohort spends in a year group.
    pub fn school_year(self, group: YearGroup) -> SchoolYear {
        self.0.plus(TO_RECEPTION + place(group))
    }

    /// The year group of this cohort in a school year; `None` before nursery and after Year 14.
    pub fn group(self, year: SchoolYear) -> Option<YearGroup> {
        match year.0.checked_sub(self.0.0)? - TO_RECEPTION {
            -1 => Some(YearGroup::Nursery),
            0 => Some(YearGroup::Reception),
            year @ 1..=14 => Some(YearGroup::Year(u8::try_from(year).ok()?)),
            _ => None,
        }
    }

    /// The phase of this cohort in a school year; `None` after the school year in which its children turn 25.
    pub fn phase(self, year: SchoolYear) -> Option<Phase> {
        Phase::ALL.into_iter().find(|phase| year <= self.last_year(*phase))
    }

    /// The last school year that this cohort spends in a phase.
    pub fn last_year(self, phase: Phase) -> SchoolYear {
        match phase {
            Phase::EarlyYears => self.school_year(YearGroup::Reception),
            Phase::KeyStage1 => self.school_year(YearGroup::Year(2)),
            Phase::KeyStage2 => self.school_year(YearGroup::Year(6)),
            Phase::KeyStage3 => self.school_year(YearGroup::Year(9)),
            Phase::KeyStage4 => self.school_year(YearGroup::Year(11)),
            Phase::Post16 => self.school_year(YearGroup::Year(13)),
            Phase::To25 => self.0.plus(25),
        }
    }
}

/// Years after Reception.
fn place(group: YearGroup) -> i16 {
    match group {
        YearGroup::Nursery => -1,
        YearGroup::Reception => 0,
        YearGroup::Year(year) => i16::from(year),
    }
}

/// A phase of education, at whose end plans look for outcomes (SEND Code of Practice 9.68).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// To the end of Reception.
    EarlyYears,
    /// Years 1 and 2.
    KeyStage1,
    /// Years 3 to 6.
    KeyStage2,
    /// Years 7 to 9.
    KeyStage3,
    /// Years 10 and 11.
    KeyStage4,
    /// Years 12 and 13.
    Post16,
    /// To the end of the school year in which the person turns 25.
    To25,
}

impl Phase {
    /// The phases in order.
    pub const ALL: [Phase; 7] = [
        Phase::EarlyYears,
        Phase::KeyStage1,
        Phase::KeyStage2,
        Phase::KeyStage3,
        Phase::KeyStage4,
        Phase::Post16,
        Phase::To25,
    ];

    /// Its usual name: "Key Stage 2".
    pub fn name(self) -> &'static str {
        match self {
            Phase::EarlyYears => "the early years",
            Phase::KeyStage1 => "Key Stage 1",
            Phase::KeyStage2 => "Key Stage 2",
            Phase::KeyStage3 => "Key Stage 3",
            Phase::KeyStage4 => "Key Stage 4",
            Phase::Post16 => "the post-16 years",
            Phase::To25 => "the years to 25",
        }
    }

    /// The phase that follows.
    pub fn next(self) -> Option<Phase> {
        Phase::ALL.get(self as usize + 1).copied()
    }
}

/// The day on which somebody turns `age`. Born on 29 February, they do so on 1 March in other years, as the law of
/// England has it.
pub fn birthday(date_of_birth: Date, age: i16) -> Option<Date> {
    let year = date_of_birth.year().checked_add(age)?;
    day(year, date_of_birth.month(), date_of_birth.day()).or_else(|| day(year, 3, 1))
}

/// Full years of somebody's life on a day; negative before birth.
pub fn age_on(date_of_birth: Date, today: Date) -> i16 {
    let age = today.year().saturating_sub(date_of_birth.year());
    match birthday(date_of_birth, age) {
        Some(birthday) if birthday <= today => age,
        _ => age - 1,
    }
}

/// Two things said of the person that do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// The year group is one above or below the usual one for the birthday: deferred, repeated or accelerated.
    OutOfYear {
        /// The year group that the birthday gives.
        usual: YearGroup,
    },
    /// The year group cannot be that of somebody born on that day.
    GroupAndBirthday,
    /// The year group cannot be that of somebody of that age.
    GroupAndAge,
    /// The age is not that of somebody born on that day.
    AgeAndBirthday {
        /// The age that the birthday gives.
        actual: i16,
    },
}

/// Year group, age and date of birth that do not go together, the worst first. Needs today's date.
pub fn mismatch(context: &Context) -> Option<Mismatch> {
    let today = context.today?;
    let year = SchoolYear::containing(today);
    let stated = context.year_group.map(place);
    let usual = |born: Date| year.0 - Cohort::born(born).0.0 - TO_RECEPTION;
    if let (Some(age), Some(born)) = (context.age, context.date_of_birth) {
        let actual = age_on(born, today);
        if i16::from(age) != actual {
            return Some(Mismatch::AgeAndBirthday { actual });
        }
    }
    if let (Some(stated), Some(born)) = (stated, context.date_of_birth) {
        return match (stated - usual(born)).abs() {
            0 => None,
            1 => Cohort::born(born).group(year).map(|usual| Mismatch::OutOfYear { usual }),
            _ => Some(Mismatch::GroupAndBirthday),
        };
    }
    // In Year n one is n + 4 at first and n + 5 at last; a year more or less happens.
    let (stated, age) = (stated?, i16::from(context.age?));
    (!(stated + 3..=stated + 6).contains(&age)).then_some(Mismatch::GroupAndAge)
}
