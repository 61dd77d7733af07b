"use strict";

/** The screens at which every page must serve its readers. */
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

module.exports = { DESK, PHONE, SCREENS: [DESK, PHONE] };
