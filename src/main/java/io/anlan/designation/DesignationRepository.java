package io.anlan.designation;

import org.springframework.data.jpa.repository.JpaRepository;

interface DesignationRepository extends JpaRepository<Designation, Long> {}
